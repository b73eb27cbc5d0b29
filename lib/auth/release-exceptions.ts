import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { now } from '#lib/clock.ts';

/** Leaves the unfinished exceptions of a user without an owner, and lets them get no new ones. */
export async function releaseExceptions(tx: Database, by: string, email: string): Promise<void> {
  await tx.execute(sql`delete from exception_owners where owner = ${email}`);
  await tx.execute(sql`
    with released as (
      update exception_cases set owner = null where owner = ${email} and closed_at is null returning id
    )
    insert into exception_acts (case_id, kind, by, content, at)
    select id, 'assigned', ${by}, json_build_object('owner', null, 'before', ${email}::text), ${now()} from released`);
}
