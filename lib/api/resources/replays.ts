import { z } from 'zod';
import { deliveryFilter, EVENT_STATES } from '#db/queries/delivery-filter.ts';
import { COUNTED_IN_LIST, REPLAYS, type ReplayListItem, type ReplayOutcome } from '#db/queries/replays.ts';
import { replays } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { effectPartSchema, entityTypeSchema } from '#lib/model/effect.ts';
import { flag } from '#lib/model/filter.ts';

const state = z.enum(EVENT_STATES);

const change = z.strictObject({
  entityType: entityTypeSchema,
  entityId: z.uuid(),
  part: effectPartSchema.nullable(),
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});

const trial = z.strictObject({
  tried: z
    .int()
    .describe('The number of events that were processed in a transaction that was rolled back: 100 at most.'),
  processed: z.int().describe('How many of them would be processed.'),
  others: z
    .array(z.strictObject({ state, count: z.int(), reason: z.string() }))
    .describe('The others by the state that they would have, with the reason of the first.'),
  changeCount: z.int().describe('How many values would change.'),
  changes: z.array(change).describe('The first 50 of them.'),
});

const preview = z.strictObject({
  events: z.int(),
  deliveries: z.int(),
  types: z
    .array(z.strictObject({ provider: z.string(), type: z.string(), state, count: z.int() }))
    .describe('The 20 most frequent types and states.'),
  trial: trial.nullable().describe('Null if the entities are in use.'),
});

export const eventReplay = {
  kind: 'action',
  id: 'replayEvents',
  path: '/deliveries/replay',
  tag: 'Deliveries',
  summary:
    'Replays the events of a filter of the webhook log in the background; facts already applied are not applied twice',
  name: 'BulkReplay',
  row: z.strictObject({
    matching: z.int().describe('The number of events that match.'),
    replay: z
      .uuid()
      .nullable()
      .describe('The id of the replay: `/replays/{id}`, and `replay` of `/deliveries`. Null without events.'),
    replayed: z.int().describe('The number of events that were replayed, 100,000 at most.'),
    next: z.uuid().nullable().describe('Pass it as `after` to continue; null when all matching events were replayed.'),
    preview: preview.nullable().describe('For a dry run: what would be replayed.'),
  }),
  query: z.strictObject({
    ...deliveryFilter.shape,
    after: z.uuid().optional().describe('`next` of the previous response; the filter must be the same.'),
    dryRun: flag('Preview the events and their changes without replaying them.'),
  }),
} as const;

const filter = z.record(z.string(), z.unknown()).describe('The filter of the webhook log that was replayed.');
const states = z.array(z.strictObject({ state, count: z.int() }));

export const replayList = listOperation({
  list: REPLAYS,
  id: 'listReplays',
  tag: 'Deliveries',
  summary: 'Replays, latest first',
  name: 'ListedReplay',
  row: rowOf(replays, {
    filter,
    states: states
      .nullable()
      .describe(
        `Its events by their state now; null if it has more than ${COUNTED_IN_LIST}: \`/replays/{id}\` counts them.`,
      ),
  }),
  show: (replay: ReplayListItem) => replay,
});

export const replayOne = oneOperation({
  id: 'getReplay',
  path: '/replays/{id}',
  tag: 'Deliveries',
  summary: 'A replay and what became of its events',
  name: 'Replay',
  row: rowOf(replays, {
    filter,
    replayed: z.int().describe('The number of events that were replayed.'),
    states: states.describe('Those events by their state now.'),
  }),
  show: (replay: ReplayOutcome) => replay,
});
