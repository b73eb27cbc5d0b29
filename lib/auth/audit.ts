import type { Database } from '#db/client.ts';
import { auditEntries } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { AuditAction } from '#lib/model/audit.ts';

/** Writes down who did what. */
export async function audit(db: Database, actor: string, action: AuditAction, subject: string): Promise<void> {
  await db.insert(auditEntries).values({ at: now(), actor, action, subject: subject.slice(0, 300) });
}
