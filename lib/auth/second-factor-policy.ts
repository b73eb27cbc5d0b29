import { eq } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { signInSettings, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { needsSecondFactor, SECOND_FACTOR_POLICIES, type SecondFactorPolicy } from '#lib/model/second-factor.ts';
import { hasSecondFactor } from './second-factor.ts';

/** For whom two-factor authentication is required. */
export async function secondFactorPolicy(db: Database): Promise<SecondFactorPolicy> {
  const [stored] = await db.select({ policy: signInSettings.secondFactor }).from(signInSettings);
  return stored?.policy ?? 'nobody';
}

/** Changes for whom it is required, from their next sign-in on. */
export async function setSecondFactorPolicy(db: Database, by: string, policy: SecondFactorPolicy): Promise<void> {
  await db.transaction(async (tx) => {
    const values = { secondFactor: policy, changedBy: by, changedAt: now() };
    await tx.insert(signInSettings).values(values).onConflictDoUpdate({ target: signInSettings.single, set: values });
    await audit(tx, by, 'second-factor-required', SECOND_FACTOR_POLICIES[policy]);
  });
}

/** Whether a user who signs in with a password has to set up two-factor authentication first. */
export async function mustSetUp(db: Database, id: string): Promise<boolean> {
  const [user] = await db.select({ role: users.role }).from(users).where(eq(users.id, id));
  const isNeeded = user !== undefined && needsSecondFactor(await secondFactorPolicy(db), user.role);
  return isNeeded && !(await hasSecondFactor(db, id));
}
