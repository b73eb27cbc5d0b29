import { beforeEach, expect, it } from 'vitest';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { container, customs, passHold } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql } = notified.runtime;

const RULE = {
  ...{ trigger: 'exception' as const, milestones: [], severity: 'high' as const, exceptionTypes: null, holdMinutes: 5 },
  ...{ customer: null, provider: null, shipmentId: null, cadence: 'at_once' as const, timeZone: 'UTC' },
  ...{ quietFrom: null, quietUntil: null, quietWeekends: false },
};

beforeEach(async () => {
  await sql`truncate notices, notification_rules, notice_exceptions, exception_cases, exception_conditions, exception_acts cascade`;
  await sql`insert into exception_sweep (swept_until) values (now()) on conflict (single) do update set swept_until = now()`;
});

/** Reports something, sends what follows, and lets a day pass, for the history of the exceptions. */
async function onOneDay(...changes: Change[]): Promise<void> {
  await applyBatch(sql, reportedEvent(hoursAgo(0.1), ...changes));
  await sweepExceptions(sql, tellExceptions);
  await passHold(notified);
  await sql`update exception_acts set at = at - interval '1 day'`;
  await sql`update exception_cases set opened_at = opened_at - interval '1 day', closed_at = closed_at - interval '1 day'`;
}

it('a backtest finds the notices that the rule sent, from the history of the exceptions', async () => {
  await notified.addRule({ trigger: 'exception', severity: 'high' });
  await onOneDay(customs('B1', 'CUSTOMS_HOLD', hoursAgo(2)));
  await onOneDay(container('B1', 'CSQU3054383', 0));
  await onOneDay(customs('B1', 'CUSTOMS_RELEASED'));
  await onOneDay(container('B2', 'CSQU3054384', -1), container('B2', 'CSQU3054385', -1));
  await onOneDay({ kind: 'shipment', shipment: 'B2', fields: { reportedStatus: { text: 'X', stage: 'cancelled' } } });
  const sent = await sql`select exception_type as type, kind from notices where state = 'sent'`;
  const { latest, notices, messages } = await backtest(sql, RULE);
  const lines = (found: readonly { kind: string; type: string }[]) =>
    found.map(({ kind, type }) => `${kind} ${type}`).sort();
  expect(lines(latest.map(({ kind, exceptionType }) => ({ kind, type: exceptionType ?? '' })))).toEqual(
    lines(sent.map(({ kind, type }) => ({ kind, type }))),
  );
  expect([notices, messages]).toEqual([sent.length, sent.length]);
  expect(lines(sent.map(({ kind, type }) => ({ kind, type })))).toEqual(
    expect.arrayContaining([
      'opened hold.customs',
      'worsened hold.customs',
      'ended hold.customs',
      'opened charge.lfd_past',
    ]),
  );
});

it('a backtest counts what is less severe, held for longer or of another type as nothing', async () => {
  await onOneDay(customs('B3', 'CUSTOMS_HOLD'));
  const counts = [
    {},
    { severity: 'critical' as const },
    { exceptionTypes: ['document.missing' as const] },
    { ownedOnly: true, target: 'a@example.com' },
  ];
  const found = await Promise.all(counts.map(async (rule) => (await backtest(sql, { ...RULE, ...rule })).notices));
  expect(found).toEqual([1, 0, 0, 0]);
});
