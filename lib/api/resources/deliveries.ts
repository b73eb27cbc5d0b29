import { z } from 'zod';
import { readCursor } from '#db/queries/cursor.ts';
import { DELIVERIES, type DeliveryListItem, type EventRow } from '#db/queries/deliveries.ts';
import { EVENT_SORTS } from '#db/queries/delivery.ts';
import { deliveries, events } from '#db/schema/index.ts';
import { fieldsOf, format, listOperation, NOT_OURS, pageParts } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { REPLAYABLE } from '#lib/inbox/replay.ts';
import { flag, provider, words } from '#lib/model/filter.ts';

const STATES = ['pending', 'unmapped', 'dead_letter', 'processed', 'ignored'] as const;

const row = rowOf(
  deliveries,
  {
    source: z.enum(['webhook', 'reconcile']),
    status: z.enum(['accepted', 'duplicate', 'malformed']),
    contents: z
      .array(z.tuple([z.string(), z.string()]))
      .nullable()
      .describe('What a duplicate held: key and type of its first events.'),
    events: z
      .array(
        z.strictObject({
          id: z.uuid(),
          key: z.string(),
          state: z.enum(STATES),
          type: z.string(),
          attempts: z.int(),
          settledAt: z.iso.datetime().nullable(),
          reason: z.string().nullable(),
          version: z.int(),
        }),
      )
      .describe('The first of its events; `/deliveries/{id}/events` has all.'),
    states: z
      .array(
        z.strictObject({
          state: z.enum(STATES),
          count: z.int(),
          attempts: z.int().describe('The most that one of them took.'),
          settledAt: z.iso.datetime().nullable().describe('When the last of them was.'),
        }),
      )
      .describe('All of its events, counted by state.'),
    firstReceivedAt: z.iso.datetime().nullable().describe('Of a duplicate: when what it repeats was received first.'),
  },
  ['body', 'headers'],
);

export const deliveryList = listOperation({
  list: DELIVERIES,
  id: 'listDeliveries',
  tag: 'Deliveries',
  summary: 'What came in, the newest first',
  name: 'Delivery',
  row,
  show: (delivery: DeliveryListItem) => delivery,
});

export const deliveryReplay = {
  kind: 'action',
  id: 'replayDelivery',
  path: '/deliveries/{id}/replay',
  tag: 'Deliveries',
  summary: 'Sends the events of a delivery through processing again; what was applied does not change',
  name: 'Replay',
  row: z.strictObject({ replayed: z.int().describe('How many events were sent through again.') }),
  query: z.strictObject({}),
} as const;

const eventRow = rowOf(events, { state: z.enum(STATES) });

export const deliveryEventList = {
  kind: 'list',
  id: 'listDeliveryEvents',
  path: '/deliveries/{id}/events',
  tag: 'Deliveries',
  summary: 'The events of a delivery in the order of its body; of a duplicate, those that it repeats',
  name: 'Event',
  row: eventRow,
  query: z
    .strictObject({ ...pageParts, fields: fieldsOf(eventRow), format })
    .refine(({ cursor }) => cursor === undefined || readCursor(cursor, EVENT_SORTS, 'position') !== null, NOT_OURS),
  show: (event: EventRow) => event,
} as const;

const instant = (description: string) => z.iso.datetime({ offset: true }).optional().describe(description);

export const eventReplay = {
  kind: 'action',
  id: 'replayEvents',
  path: '/deliveries/replay',
  tag: 'Deliveries',
  summary: 'Sends all events that match through processing again, in the background; what was applied does not change',
  name: 'BulkReplay',
  row: z.strictObject({
    matching: z.int().describe('How many events match; in a dry run nothing else is done.'),
    replayed: z.int().describe('How many events were sent through again.'),
    next: z.uuid().nullable().describe('Pass it as `after` to go on; null when all that match were replayed.'),
  }),
  query: z.strictObject({
    state: z.enum(REPLAYABLE).optional().describe('Only events in this state. All but those that wait when left out.'),
    provider,
    type: words(200, "Only events of this type, by the provider's own name."),
    since: instant('Only events that arrived at or after this instant.'),
    until: instant('Only events that arrived at or before this instant. Now when left out.'),
    after: z.uuid().optional().describe('`next` of the answer before, with the same filter.'),
    dryRun: flag('Only count.'),
  }),
} as const;
