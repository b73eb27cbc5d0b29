import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { bufferedCounter } from './buffered-counter.ts';

export type RejectedRequests = { count: (provider: string, reason: string) => void; stop: () => Promise<void> };

/** Counts rejected requests by provider, reason and minute. */
export function countRejectedRequests(sql: Sql): RejectedRequests {
  const { count, stop } = bufferedCounter(sql, (to, counts) => {
    const rows = counts.map(([[minute, provider, reason], times]) => ({ minute, provider, reason, count: times }));
    return to`
      insert into rejected_requests (provider, reason, minute, count)
      select provider, reason, minute, count from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as given(provider text, reason text, minute timestamptz, count int)
      on conflict (provider, reason, minute) do update set count = rejected_requests.count + excluded.count`;
  });
  return { count: (provider, reason) => count(`${now().slice(0, 16)}:00.000Z`, provider, reason), stop };
}
