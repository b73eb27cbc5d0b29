import type { Transaction } from '#db/client.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recordExceptionNotices } from '#lib/notices/exceptions/record-exception-notices.ts';

/**
 * What follows from exceptions that the clock or a person changed: notices, and live pages. `tells`: whether notices are written.
 */
export async function tellExceptions(tx: Transaction, changed: readonly CaseRow[], tells = true): Promise<void> {
  if (tells) await recordExceptionNotices(tx, changed);
  await notifyChanged(tx, [...new Set(changed.map(({ entityId }) => entityId))]);
}
