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
  scope: z.enum(RUN_SCOPES).describe('Initial sync, what changed since the last run, or a full sync.'),
  at: z
    .strictObject({
      phase,
      kind: z.string().nullable(),
      cursor: z.string().nullable(),
      anew: z.literal(true).optional().describe('The list was begun anew, because a cursor was refused.'),
      stops: z.int().optional().describe('How often the run stopped here.'),
    })
    .nullable()
    .describe('What it is to read next; null when it has read all.'),
  refused: z
    .array(z.strictObject({ phase, kind: z.string().nullable(), reason: z.string() }))
    .nullable()
    .describe('What the provider would not show; null for nothing.'),
  corrected: z.int().describe('How many values were wrong until it corrected them.'),
  completed: z.int().describe('How many values it added that no webhook states: nothing wrong was shown.'),
});

export const runList = listOperation({
  list: RUNS,
  id: 'listRuns',
  tag: 'Reconciliation',
  summary: 'Reconciliations with the providers, the latest first',
  name: 'Run',
  row: runRow,
  show: (run: RunListItem) => run,
});

export const runOne = oneOperation({
  id: 'getRun',
  path: '/reconciliation/runs/{id}',
  tag: 'Reconciliation',
  summary: 'One reconciliation',
  name: 'Run',
  row: runRow,
  show: (run: RunListItem) => run,
});

const cause = z.enum(Object.keys(CAUSES) as [Cause, ...Cause[]]);

const driftRow = rowOf(drift, {
  entityType: entityTypeSchema,
  part: effectPartSchema.nullable().describe('Which part of it the value belongs to; null for itself.'),
  ours: z.unknown().describe('What we had; null for nothing.'),
  theirs: z.unknown().describe('What the provider stated.'),
  cause: cause.describe('Why we did not know.'),
  name: z.string().describe('The name by which people know what the value is of.'),
  deliveryId: z.uuid().nullable().describe('The delivery that brought what the provider stated.'),
});

export const driftList = listOperation({
  list: DRIFT,
  id: 'listDrift',
  tag: 'Reconciliation',
  summary: 'Values that were wrong until a reconciliation corrected them, missed webhooks first',
  name: 'Drift',
  row: driftRow,
  show: (one: DriftListItem) => one,
});
