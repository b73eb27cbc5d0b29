import { z } from 'zod';
import type { DeliveryListItem } from '#db/queries/deliveries.ts';
import { decodeCursor } from '#db/queries/paging.ts';
import { deliveries } from '#db/schema/index.ts';
import { fieldsOf, format, NOT_OURS, pageParts, provider } from '../operation.ts';
import { rowOf } from '../rows.ts';

const STATES = ['pending', 'parked', 'buried', 'applied', 'ignored'] as const;

const row = rowOf(
  deliveries,
  {
    source: z.enum(['webhook', 'reconcile']),
    verdict: z.enum(['new', 'duplicate', 'malformed']),
    contents: z
      .array(z.tuple([z.string(), z.string()]))
      .nullable()
      .describe('What a duplicate held: key and type of each event.'),
    events: z.array(
      z.strictObject({
        id: z.uuid(),
        key: z.string(),
        state: z.enum(STATES),
        type: z.string(),
        attempts: z.int(),
        settledAt: z.iso.datetime().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  },
  ['body', 'headers'],
);

const isOurs = ({ cursor }: { cursor?: string | undefined }) =>
  cursor === undefined || decodeCursor(cursor, 'deliveries') !== null;

export const deliveryList = {
  kind: 'list',
  id: 'listDeliveries',
  path: '/deliveries',
  tag: 'Deliveries',
  summary: 'What came in, the newest first',
  name: 'Delivery',
  row,
  query: z
    .strictObject({
      verdict: z
        .enum(['new', 'duplicate', 'malformed', ...STATES])
        .optional()
        .describe('What became of the delivery, or of one of its events.'),
      provider,
      ...pageParts,
      fields: fieldsOf(row),
      format,
    })
    .refine(isOurs, NOT_OURS),
  show: (delivery: DeliveryListItem) => delivery,
} as const;

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
