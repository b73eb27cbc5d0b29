import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { lockLedgers } from '#db/projection-lock.ts';
import { upsertRows } from '#db/rows.ts';
import type { exceptionConditions } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { endOfDay } from '#lib/model/lateness.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { findDuplicates, type Pair, relatedInvoices } from './find-duplicates.ts';
import type { CaseRow } from './rows.ts';
import { syncExceptions } from './sync.ts';

/** Changed invoices that are compared in one transaction. */
const TOGETHER = 200;

/** Notes that invoices changed, in the transaction that changed them: each is compared with others afterwards. */
export async function noteChangedInvoices(tx: Transaction, effects: readonly Effect[]): Promise<void> {
  const ids = new Set(effects.flatMap(({ entityType, entityId }) => (entityType === 'invoice' ? [entityId] : [])));
  if (ids.size === 0) return;
  await tx`
    insert into changed_invoices (id) select unnest(${[...ids].sort()}::uuid[]) on conflict do nothing`;
}

/** Makes the next comparison look at all invoices that have the number of another one, and at all that had. */
export async function compareAllInvoicesNext(tx: Transaction): Promise<void> {
  await tx`
    insert into changed_invoices (id)
    select id from invoices where searchable in (select searchable from invoices group by searchable having count(*) > 1)
    union select entity_id from exception_conditions where type = 'invoice.duplicate'
    on conflict do nothing`;
}

/**
 * Opens and ends the exceptions of invoices that are there twice, for all that changed. They span two ledgers, so they do not follow from
 * either: a transaction that changes one does not see another that is changing the other one. `onChange` gets the changed
 * exceptions. One worker does it at a time.
 */
export async function noteDuplicateInvoices(
  sql: Sql,
  onChange: (tx: Transaction, changed: readonly CaseRow[]) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let left = 1; left > 0 && !signal?.aborted; ) {
    left = await beginAgain(sql, async (tx) => {
      const [lock] = await tx`select pg_try_advisory_xact_lock(hashtext('duplicate invoices')) as held`;
      return lock?.held ? compareNext(tx, onChange) : 0;
    });
  }
}

async function compareNext(
  tx: Transaction,
  onChange: (tx: Transaction, changed: readonly CaseRow[]) => Promise<void>,
): Promise<number> {
  const changed = await tx<{ id: string }[]>`select id from changed_invoices order by id limit ${TOGETHER}`;
  if (changed.length === 0) return 0;
  const related = await relatedInvoices(
    tx,
    changed.map(({ id }) => id),
  );
  // Before the rows of `changed_invoices`, as in the transactions that change invoices.
  await lockLedgers(tx, related);
  await tx`delete from changed_invoices where id = any(${changed.map(({ id }) => id)}::uuid[])`;
  const asOf = now();
  const conditions = (await findDuplicates(tx, related)).map((pair) => conditionOf(pair, asOf));
  const keys = JSON.stringify(conditions.map(({ entityId, part }) => ({ entityId, part })));
  await tx`
    delete from exception_conditions where type = 'invoice.duplicate' and entity_id = any(${related}::uuid[])
      and (entity_id, part) not in (
        select "entityId", part from json_to_recordset(${keys}::text::json) as given("entityId" uuid, part text))`;
  await upsertRows(tx, 'exceptionConditions', conditions);
  const cases = await syncExceptions(tx, related, asOf);
  if (cases.length > 0) await onChange(tx, cases);
  return changed.length;
}

/** The condition of the later one of two invoices. */
function conditionOf({ later, earlier, ...pair }: Pair, asOf: string): typeof exceptionConditions.$inferSelect {
  const evidenceAt = pair.evidenceAt < asOf ? pair.evidenceAt : asOf;
  const due = later.dueOn === null ? Number.NaN : endOfDay(later.dueOn, 'UTC');
  return {
    ...{ entityType: 'invoice', entityId: later.id, type: 'invoice.duplicate', part: earlier.id, severity: 'medium' },
    ...{ opensAt: evidenceAt, endsAt: null, evidenceAt, eventId: pair.eventId },
    deadline: Number.isNaN(due) ? null : new Date(due).toISOString(),
    details: {
      invoices: [later, earlier].map(({ id, number, issuedOn }) => ({ id, number, ...(issuedOn && { issuedOn }) })),
      ...(later.currency && { amount: { amount: later.total, currency: later.currency } }),
    },
  };
}
