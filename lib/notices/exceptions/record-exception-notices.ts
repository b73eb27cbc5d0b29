import type { Transaction } from '#db/client.ts';
import { readRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import { decidesNotices } from '#lib/model/notice.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { lockNotices } from '../lock-notices.ts';
import { decideException } from './decide-exception.ts';
import { type ExceptionRecipient, loadExceptionRecipients } from './exception-recipients.ts';
import { judgeExceptions } from './judge-exceptions.ts';
import { loadTold } from './load-told.ts';
import { holdMuted } from './silent-source.ts';
import { type Decided, writeExceptionNotices } from './write-exception-notices.ts';

/**
 * Writes the notices that follow from exceptions that a transaction opened, changed or ended. The exceptions are locked by the caller.
 * `effects` are those of the same transaction: a shipment may match the customer of a rule from now on. Without a rule that tells of
 * exceptions it costs one query, and none without a change.
 */
export async function recordExceptionNotices(
  tx: Transaction,
  changed: readonly CaseRow[],
  effects: readonly Effect[] = [],
): Promise<void> {
  const renamed = new Set(effects.filter(namesCustomer).map(({ entityId }) => entityId));
  if (changed.length === 0 && renamed.size === 0) return;
  const shipmentIds = [...renamed, ...changed.flatMap(({ shipmentId }) => shipmentId ?? [])];
  const recipients = await loadExceptionRecipients(tx, [...new Set(shipmentIds)]);
  if (recipients.length === 0) return;
  const asOf = now();
  await holdMuted(tx, changed, asOf);
  const byCustomer = recipients.some(({ filters }) => filters.some(({ customer }) => customer !== null));
  const rows = byCustomer ? [...changed, ...(await openAmong(tx, renamed, changed))] : changed;
  const concerned = rows.filter((row) => recipients.some((recipient) => mayConcern(recipient, row)));
  if (concerned.length === 0) return;
  const exceptions = await judgeExceptions(tx, concerned);
  await lockNotices(
    tx,
    tx`exception_type is not null and recipient_id = any(${recipients.map(({ id }) => id)}::uuid[])
      and subject_id = any(${concerned.map(({ entityId }) => entityId)}::uuid[])`,
  );
  const told = await loadTold(
    tx,
    recipients,
    concerned.map(({ id }) => id),
    asOf,
  );
  const decided = exceptions.flatMap((exception) =>
    recipients.map((recipient): Decided => {
      const known = told.get(`${recipient.id} ${exception.row.id}`);
      const decision = decideException(recipient, exception, known?.told ?? []);
      return { recipient, exception, decision, pastId: known?.pastId ?? exception.row.id, told: known?.told ?? [] };
    }),
  );
  await writeExceptionNotices(tx, decided, asOf);
}

function mayConcern({ exceptionTypes }: ExceptionRecipient, { type }: CaseRow): boolean {
  return exceptionTypes === null || exceptionTypes.includes(type);
}

function namesCustomer(effect: Effect): boolean {
  if (effect.entityType !== 'shipment' || !decidesNotices(effect)) return false;
  return effect.field === 'customer' || effect.part !== null;
}

/** The open exceptions of some shipments that did not change. */
async function openAmong(
  tx: Transaction,
  shipmentIds: ReadonlySet<string>,
  changed: readonly CaseRow[],
): Promise<CaseRow[]> {
  if (shipmentIds.size === 0) return [];
  const known = new Set(changed.map(({ id }) => id));
  const rows = await readRows(tx, 'exceptionCases', 'shipmentId', [...shipmentIds]);
  return rows.filter(({ id, closedAt }) => closedAt === null && !known.has(id));
}
