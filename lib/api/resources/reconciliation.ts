import { z } from 'zod';
import { DRIFT, type DriftListItem } from '#db/queries/drift.ts';
import { RUNS, type RunListItem } from '#db/queries/runs.ts';
import { drift, reconcileRuns } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { CAUSES, type Cause } from '#lib/model/drift.ts';
import { effectPartSchema, entityTypeSchema } from '#lib/model/effect.ts';
import { RUN_SCOPES } from '#lib/model/run.ts';

const phase = z.enum(['event_log', 'list', 'deletions']);

const runRow = rowOf(reconcileRuns, {
  scope: z
    .enum(RUN_SCOPES)
    .describe('An initial sync, an incremental sync (changes since the last run), or a full sync.'),
  at: z
    .strictObject({
      phase,
      kind: z.string().nullable(),
      cursor: z.string().nullable(),
      anew: z.literal(true).optional().describe('The list was restarted because the provider rejected a cursor.'),
      stops: z.int().optional().describe('The number of times the run stopped at this point.'),
    })
    .nullable()
    .describe('Where the run continues; null when it has finished.'),
  refused: z
    .array(z.strictObject({ phase, kind: z.string().nullable(), reason: z.string() }))
    .nullable()
    .describe('Lists that the provider rejected; null if none.'),
  corrected: z.int().describe('The number of wrong values that the run corrected.'),
  completed: z.int().describe('The number of values added that no webhook contains. Nothing wrong had been shown.'),
});

export const runList = listOperation({
  list: RUNS,
  id: 'listRuns',
  tag: 'Reconciliation',
  summary: 'Reconciliation runs, latest first',
  name: 'Run',
  row: runRow,
  show: (run: RunListItem) => run,
});

export const runOne = oneOperation({
  id: 'getRun',
  path: '/reconciliation/runs/{id}',
  tag: 'Reconciliation',
  summary: 'One reconciliation run',
  name: 'Run',
  row: runRow,
  show: (run: RunListItem) => run,
});

const cause = z.enum(Object.keys(CAUSES) as [Cause, ...Cause[]]);

const driftRow = rowOf(drift, {
  entityType: entityTypeSchema,
  part: effectPartSchema.nullable().describe('The part that the value belongs to; null for the whole.'),
  previousValue: z.unknown().describe('The value before the correction; null if there was none.'),
  sourceValue: z.unknown().describe("The provider's value."),
  cause: cause.describe('Why the value was wrong.'),
  name: z.string().describe('The name of the shipment, party or record that the value belongs to.'),
  deliveryId: z.uuid().nullable().describe("The delivery that contained the provider's value."),
});

export const driftList = listOperation({
  list: DRIFT,
  id: 'listDrift',
  tag: 'Reconciliation',
  summary: 'Drift: values that a reconciliation corrected, missed webhooks first',
  name: 'Drift',
  row: driftRow,
  show: (one: DriftListItem) => one,
});
