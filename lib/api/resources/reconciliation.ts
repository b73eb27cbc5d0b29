import { z } from 'zod';
import { DRIFT_SORTS, type DriftListItem } from '#db/queries/drift.ts';
import { RUN_SORTS, type RunListItem } from '#db/queries/runs.ts';
import { drift, reconcileRuns } from '#db/schema/index.ts';
import { listOperation, oneOperation, provider } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { CAUSES, type Cause } from '#lib/model/drift.ts';
import { RUN_SCOPES } from '#lib/model/run.ts';

const phase = z.enum(['ledger', 'list', 'gone']);

const runRow = rowOf(reconcileRuns, {
  scope: z.enum(RUN_SCOPES).describe('The first picture of all, what changed since the last run, or all again.'),
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
  id: 'listRuns',
  path: '/reconciliation/runs',
  tag: 'Reconciliation',
  summary: 'Reconciliations with the providers, the latest first',
  name: 'Run',
  row: runRow,
  sorts: RUN_SORTS,
  filter: { provider, scope: z.enum(RUN_SCOPES).optional().describe('What the run asked for.') },
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
  ours: z.unknown().describe('What we had; null for nothing.'),
  theirs: z.unknown().describe('What the provider stated.'),
  cause: cause.describe('Why we did not know.'),
  name: z.string().describe('The name by which people know what the value is of.'),
  deliveryId: z.uuid().nullable().describe('The delivery that brought what the provider stated.'),
});

export const driftList = listOperation({
  id: 'listDrift',
  path: '/reconciliation/drift',
  tag: 'Reconciliation',
  summary: 'Values that were wrong until a reconciliation corrected them, missed webhooks first',
  name: 'Drift',
  row: driftRow,
  sorts: DRIFT_SORTS,
  filter: {
    provider,
    cause: cause.optional().describe('Why we did not know. What was only completed is listed by `completed` alone.'),
    run: z.uuid().optional().describe('Only what this run corrected.'),
    subject: z.uuid().optional().describe('Only values of the shipment, party or record with this id.'),
  },
  show: (one: DriftListItem) => one,
});
