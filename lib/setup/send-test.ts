import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { webhookTests } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { eventId } from '#lib/model/identity.ts';
import { TEST_MARK } from '#lib/model/setup.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { type Answered, postTest } from './post-test.ts';

/** `secret`: one that is valid here. `address`: where the provider sends its webhooks. `by`: an e-mail address. */
export type TestOrder = { provider: Provider; secret: string; address: string; by: string };

/**
 * Sends a test event to the webhook address of this installation, as the provider would, and records the answer. A worker processes the
 * event, records what came of it, and takes it back. Resolves after the answer, and throws only if the database does.
 */
export async function sendTest(db: Database, { provider, secret, address, by }: TestOrder): Promise<void> {
  const sentAt = now();
  const request = provider.testRequest(secret, { id: `${TEST_MARK}${randomUUID()}`, at: sentAt });
  const [event] = provider.open(Buffer.from(request.body));
  if (!event) throw new Error(`The test request of ${provider.name} has no event`);
  const id = eventId(provider.name, event.key);
  await db.transaction(async (tx) => {
    await tx.insert(webhookTests).values({ eventId: id, provider: provider.name, sentBy: by, sentAt, address });
    await audit(tx, by, 'webhook-tested', `${provider.title} ${address}`);
  });
  const answered: Answered = await postTest(address, request);
  await db
    .update(webhookTests)
    .set({ ...answered, answeredAt: now() })
    .where(eq(webhookTests.eventId, id));
}
