import type { Transaction } from '#db/client.ts';
import type { RecordedAct } from '#lib/exceptions/record-acts.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recordExceptionNotices } from '#lib/notices/exceptions/record-exception-notices.ts';
import { recordOwnNotices } from '#lib/notices/exceptions/record-own-notices.ts';

/**
 * What follows from exceptions that the clock or a person changed: notices, and live pages. `tells`: whether notices are written.
 */
export async function tellExceptions(tx: Transaction, changed: readonly CaseRow[], tells = true): Promise<void> {
  if (tells) await recordExceptionNotices(tx, changed);
  await notifyChanged(tx, [...new Set(changed.map(({ entityId }) => entityId))]);
}

/** What follows from a person's command: also notices for those whom it concerns. */
export async function tellCommand(
  tx: Transaction,
  changed: readonly CaseRow[],
  acts: readonly RecordedAct[],
): Promise<void> {
  await recordOwnNotices(tx, changed, acts);
  await tellExceptions(tx, changed);
}
