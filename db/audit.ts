import { now } from '#lib/clock.ts';
import type { AuditAction } from '#lib/model/audit.ts';
import type { Database, Transaction } from './client.ts';
import { auditEntries } from './schema/index.ts';

/** The longest reason that a user states fits, with what it is about. */
const MAX_SUBJECT = 600;

/** Adds an entry to the audit log, in the transaction of the change, so that the two commit or roll back together. */
export async function audit(
  tx: Database | Transaction,
  actor: string,
  action: AuditAction,
  subject: string,
): Promise<void> {
  const entry = { at: now(), actor, action, subject: subject.slice(0, MAX_SUBJECT) };
  if (isBare(tx)) {
    const { at } = entry;
    await tx`insert into audit_entries (at, actor, action, subject) values (${at}, ${actor}, ${action}, ${entry.subject})`;
  } else await tx.insert(auditEntries).values(entry);
}

/** The bare driver is called as a function; Drizzle is not. */
function isBare(tx: Database | Transaction): tx is Transaction {
  return typeof tx === 'function';
}
