import { eq } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { setupSkips } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { SETUP_STEPS, type SetupStep } from '#lib/model/setup.ts';

/** Skips a step for this installation. A step that is skipped already stays so, without an entry in the audit log. */
export async function skipStep(db: Database, by: string, step: SetupStep): Promise<void> {
  await db.transaction(async (tx) => {
    const added = await tx
      .insert(setupSkips)
      .values({ step, skippedBy: by, skippedAt: now() })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0) await audit(tx, by, 'setup-skipped', SETUP_STEPS[step]);
  });
}

/** Takes a skipped step up again. */
export async function resumeStep(db: Database, by: string, step: SetupStep): Promise<void> {
  await db.transaction(async (tx) => {
    const removed = await tx.delete(setupSkips).where(eq(setupSkips.step, step)).returning();
    if (removed.length > 0) await audit(tx, by, 'setup-resumed', SETUP_STEPS[step]);
  });
}
