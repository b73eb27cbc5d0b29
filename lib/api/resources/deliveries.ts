import { z } from 'zod';
import { readCursor } from '#db/queries/cursor.ts';
import { DELIVERIES, type DeliveryListItem, type EventRow } from '#db/queries/deliveries.ts';
import { EVENT_SORTS } from '#db/queries/delivery.ts';
import { EVENT_STATES } from '#db/queries/delivery-filter.ts';
import { deliveries, events } from '#db/schema/index.ts';
import { fieldsOf, format, INVALID_CURSOR, listOperation, pageParts } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';

const row = rowOf(
  deliveries,
  {
    source: z.enum(['webhook', 'reconcile']),
    status: z.enum(['accepted', 'duplicate', 'malformed']),
    contents: z
      .array(z.tuple([z.string(), z.string()]))
      .nullable()
      .describe('For a duplicate: key and type of its first events.'),
    events: z
      .array(
        z.strictObject({
          id: z.uuid(),
          key: z.string(),
          state: z.enum(EVENT_STATES),
          type: z.string(),
          attempts: z.int(),
          settledAt: z.iso.datetime().nullable(),
          reason: z.string().nullable(),
          version: z.int(),
        }),
      )
      .describe('The first events; `/deliveries/{id}/events` returns all.'),
    states: z
      .array(
        z.strictObject({
          state: z.enum(EVENT_STATES),
          count: z.int(),
          attempts: z.int().describe('The highest number of attempts of any event.'),
          settledAt: z.iso.datetime().nullable().describe('When the last event was settled.'),
        }),
      )
      .describe('The number of events in each state.'),
    firstReceivedAt: z.iso.datetime().nullable().describe('For a duplicate: when the original was received.'),
  },
  ['body', 'headers', 'archive', 'archiveFrame', 'archiveAt', 'bodySha256', 'initialSync'],
);

export const deliveryList = listOperation({
  list: DELIVERIES,
  id: 'listDeliveries',
  tag: 'Deliveries',
  summary: 'Deliveries received, newest first',
  name: 'Delivery',
  row,
  show: (delivery: DeliveryListItem) => delivery,
});

export const deliveryReplay = {
  kind: 'action',
  id: 'replayDelivery',
  path: '/deliveries/{id}/replay',
  tag: 'Deliveries',
  summary: 'Replays the events of a delivery; facts already applied are not applied twice',
  name: 'DeliveryReplay',
  row: z.strictObject({ replayed: z.int().describe('The number of events that were replayed.') }),
  query: z.strictObject({}),
} as const;

const eventRow = rowOf(events, { state: z.enum(EVENT_STATES) });

export const deliveryEventList = {
  kind: 'list',
  id: 'listDeliveryEvents',
  path: '/deliveries/{id}/events',
  tag: 'Deliveries',
  summary: 'The events of a delivery in the order of its body; for a duplicate, the original events',
  name: 'Event',
  row: eventRow,
  query: z
    .strictObject({ ...pageParts, fields: fieldsOf(eventRow), format })
    .refine(
      ({ cursor }) => cursor === undefined || readCursor(cursor, EVENT_SORTS, 'position') !== null,
      INVALID_CURSOR,
    ),
  show: (event: EventRow) => event,
} as const;
