import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noteSilentSources } from '#lib/exceptions/silent-sources.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

const inbox = await ownInbox();
const { sql } = inbox;
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const MINUTE = 60_000;
const START = Date.parse('2026-03-30T10:00:00Z');

/** A webhook at some minutes after the start. */
async function deliverAt(minute: number): Promise<void> {
  vi.setSystemTime(START + minute * MINUTE);
  await inbox.deliver('flexport', departure(`silent-${minute}`));
}

async function stateAt(minute: number): Promise<string[]> {
  vi.setSystemTime(START + minute * MINUTE);
  await noteSilentSources(sql, async () => {});
  await sweepExceptions(sql, async () => {});
  const rows = await sql`
    select type, generation, details->>'from' as provider, (details->>'usualGapSeconds')::int as gap, closed_at is not null as ended
    from exception_cases order by generation`;
  return rows.map((row) => `${row.provider} ${row.type} ${row.generation} ${row.gap} ${row.ended ? 'ended' : 'open'}`);
}

it('a source is silent when it sends nothing for much longer than it usually does, until it sends again', async () => {
  for (let at = 0; at < 30; at += 1) await deliverAt(at * 60);
  const last = 29 * 60;
  expect(await stateAt(last + 179)).toEqual([]);
  expect(await stateAt(last + 181)).toEqual(['flexport data.silent 1 3600 open']);
  await deliverAt(last + 200);
  expect(await stateAt(last + 201)).toEqual(['flexport data.silent 1 3600 ended']);
});

it('a source with a few webhooks has no usual interval', async () => {
  await sql`truncate deliveries, events, exception_acts, exception_cases, exception_conditions`;
  for (let at = 0; at < 10; at += 1) await deliverAt(10_000 + at);
  expect(await stateAt(20_000)).toEqual([]);
});
