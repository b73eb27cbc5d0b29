import { now } from '#lib/clock.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { RunStep } from '#lib/model/run.ts';
import type { Api, Snapshot } from '#lib/providers/api.ts';
import type { ReconcileContext } from './context.ts';
import { deletionEvent, eventOf, storeFetchedEvents } from './deliver.ts';
import { advance, byOf, type Progress, type Run } from './runs.ts';
import { diff, findMissing, findUnlisted, type Missing, markDeleted, upsert } from './snapshot-store.ts';
import { nextStep } from './step.ts';

/** Objects that are requested one by one before the run stores its progress. */
const LOOKUPS_PER_STEP = 50;

/**
 * Requests each stored object that is missing in its list, and each entity that only webhooks mentioned, and marks those that the
 * provider deleted.
 */
export async function findDeleted(context: ReconcileContext, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = context;
  const kind = step.kind ?? '';
  const missing = await missingIn(context, run, kind);
  const found: Snapshot[] = [];
  const deleted: (Missing & { requestedAt: string })[] = [];
  for (const one of missing) {
    const { snapshots, requestedAt } = await api.read(kind, one.id);
    found.push(...snapshots);
    if (snapshots.length === 0) deleted.push({ ...one, requestedAt });
  }
  const compared = await diff(sql, provider, found);
  const differing = compared.filter(({ differs }) => differs);
  await storeFetchedEvents(context, byOf(run), [
    ...differing.map((one) => eventOf(one)),
    ...deleted.map(({ id, subject, requestedAt }) =>
      deletionEvent({ kind, id, subject, object: null, askedAt: requestedAt }),
    ),
  ]);
  const progress: Progress = {
    at: missing.length < LOOKUPS_PER_STEP ? nextStep(api, run, step, null) : { ...step, stops: 0 },
    read: found.length,
    changed: differing.length,
    gone: deleted.length,
  };
  return sql.begin(async (tx) => {
    await upsert(tx, provider, run.id, compared);
    await markDeleted(tx, provider, kind, deleted);
    return advance(tx, run, progress, now());
  });
}

/**
 * The type of the entities that must be in the list of a kind, although only webhooks mentioned them: their deletion may have been
 * missed. Null where the event log contains what was missed, or where several kinds have this type.
 */
function typeOfUnlisted({ kinds, eventLog }: Api, kind: string): EntityType | null {
  const type = kinds.find((one) => one.kind === kind)?.entityType;
  return type && !eventLog && kinds.filter(({ entityType }) => entityType === type).length === 1 ? type : null;
}

async function missingIn({ sql, provider, api }: ReconcileContext, run: Run, kind: string): Promise<Missing[]> {
  const unseen = await findMissing(sql, provider, kind, run, LOOKUPS_PER_STEP);
  const entityType = run.scope === 'incremental' ? null : typeOfUnlisted(api, kind);
  const left = LOOKUPS_PER_STEP - unseen.length;
  if (entityType === null || left === 0) return unseen;
  return [...unseen, ...(await findUnlisted(sql, provider, { kind, entityType }, left))];
}
