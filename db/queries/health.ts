import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

export type InboxHealth = { pending: number; parked: number; buried: number; oldestPendingSeconds: number };

/** What waits in the inbox. Reads the index of open events only. */
export async function inboxHealth(db: Database): Promise<InboxHealth> {
  const [row] = await db.execute<{ pending: string; parked: string; buried: string; oldest: string | null }>(sql`
    select count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'parked') as parked,
      count(*) filter (where state = 'buried') as buried,
      extract(epoch from now() - min(received_at) filter (where state = 'pending')) as oldest
    from events where state in ('pending', 'parked', 'buried')`);
  return {
    pending: Number(row?.pending ?? 0),
    parked: Number(row?.parked ?? 0),
    buried: Number(row?.buried ?? 0),
    oldestPendingSeconds: Math.max(0, Math.round(Number(row?.oldest ?? 0) * 10) / 10),
  };
}
