import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareProjections } from '#db/projection-lock.ts';
import type { Change } from '#lib/model/change.ts';
import type { NoticeMilestone } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { parseMoment } from '#lib/model/time.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import type { TestedRule } from '#lib/notices/backtest/simulate.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { archiveAll } from '#tests/support/archived.ts';
import { fetchedBy } from '#tests/support/fetched.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { type NoticeEvent, noticeEvent, reportAbout } from '#tests/support/notice-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql, notifier } = notified.runtime;

beforeEach(async () => {
  await sql`truncate notices, notification_rules, effects, shipments, facts cascade`;
});
afterEach(() => vi.useRealTimers());

const ALL: NoticeMilestone[] = ['departed', 'arrived', 'delivered'];
const RULE: TestedRule = {
  ...{ milestones: ALL, customer: null, provider: null, shipmentId: null },
  ...{ cadence: 'at_once', timeZone: 'UTC', quietFrom: null, quietUntil: null, quietWeekends: false },
};
const NIGHT = { timeZone: 'Europe/Berlin', quietFrom: '22:00', quietUntil: '07:00' };

/** Applies events in one transaction, as of the emulated time. */
async function apply(events: readonly NormalisedEvent[], fetched = new Map()): Promise<void> {
  await sql.begin(async (tx) => {
    await shareProjections(tx);
    await followUp(tx, { ...(await applyEvents(tx, events)), fetched });
  });
  await sql`update effects set recorded_at = ${new Date().toISOString()} where recorded_at < '2090-01-01'`;
}

describe('what a backtest finds', () => {
  const HOUR = 3_600_000;
  const PERIOD = 28 * 24 * HOUR;
  /** A Monday. */
  const BEGIN = Date.parse('2099-01-05T00:00:00Z');

  const RULES: Record<string, TestedRule> = {
    'at once': RULE,
    ends: { ...RULE, milestones: ['departed', 'delivered'] },
    'of a customer': { ...RULE, customer: 'harbour home' },
    'of another source': { ...RULE, provider: 'mvmnt' },
    quiet: { ...RULE, ...NIGHT, quietWeekends: true },
    'hourly and quiet': { ...RULE, ...NIGHT, cadence: 'hourly' },
    daily: { ...RULE, cadence: 'daily', timeZone: 'America/New_York' },
    'daily of a customer': { ...RULE, cadence: 'daily', customer: 'Harbour Home' },
    weekly: { ...RULE, cadence: 'weekly' },
  };

  type Occurrence = { shipment: number; minute: number; event: NoticeEvent };
  const world: fc.Arbitrary<Occurrence[]> = fc.array(
    fc.record({
      shipment: fc.integer({ min: 1, max: 14 }),
      minute: fc.integer({ min: 0, max: PERIOD / 60_000 - 1 }),
      event: noticeEvent,
    }),
    { minLength: 90, maxLength: 110 },
  );

  const setTime = (at: number) => vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(at);

  /** Sends what is due at the emulated time. */
  async function sendDue(): Promise<void> {
    const at = new Date().toISOString();
    await sql`update notices set not_before = '2000-01-01' where state = 'pending' and in_digest and not_before <= ${at}`;
    await notifier.sendDue();
    await sql`update notices set sent_at = ${at} where state = 'sent' and sent_at < '2090-01-01'`;
  }

  /** Emulates a period. Messages are sent each hour and after each event. */
  async function live(name: string, events: readonly Occurrence[], begin: number): Promise<void> {
    let at = begin;
    const goTo = async (until: number) => {
      for (; at <= until; at += HOUR) {
        setTime(at);
        if ((await sql`select from notices where state = 'pending' limit 1`).length > 0) await sendDue();
      }
    };
    for (const { shipment, minute, event } of events.toSorted((one, other) => one.minute - other.minute)) {
      await goTo(begin + minute * 60_000);
      setTime(begin + minute * 60_000);
      await apply(reportAbout(`${name}-${shipment}`, [event]));
      await sendDue();
    }
    await goTo(begin + PERIOD);
    setTime(begin + PERIOD);
  }

  type Sent = { rule: string; shipment: string; milestone: string | null; kind: string; sentAt: string };
  const lines = (sent: readonly Sent[], begin: number) =>
    sent
      .map((one) => ({
        ...one,
        shipment: one.shipment.replace(/^\w+-/, ''),
        hours: (Date.parse(one.sentAt) - begin) / HOUR,
      }))
      .map(({ shipment, milestone, kind, hours }) => `${hours.toFixed(3).padStart(8)} ${shipment} ${kind} ${milestone}`)
      .sort();

  it.each([3, 11])('is what the rule then sends over the next period with the same events (%i)', async (seed) => {
    const [events = []] = fc.sample(world, { seed, numRuns: 1 });
    await live(`past${seed}`, events, BEGIN);
    const backtests = new Map<string, Backtest>();
    for (const [name, rule] of Object.entries(RULES)) backtests.set(name, await backtest(sql, rule));
    const ids = await sql<{ id: string; externalId: string }[]>`select id, external_id as "externalId" from shipments`;
    const names = new Map(ids.map(({ id, externalId }) => [id, externalId]));
    for (const [name, { cadence, ...rule }] of Object.entries(RULES)) {
      const { customer, provider, shipmentId: _any, milestones, ...schedule } = rule;
      await notified.addRule({
        ...{ cadence, milestones: [...milestones], ...schedule, target: `${name.replaceAll(' ', '-')}@example.com` },
        ...(customer !== null && { customer }),
        ...(provider !== null && { provider }),
      });
    }
    await live(`next${seed}`, events, BEGIN + PERIOD);
    const sent = await sql<(Sent & { digest: string })[]>`
      select target as rule, shipments.external_id as shipment, milestone, kind, coalesce(digest_id, notices.id)::text as digest,
        to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt"
      from notices join rule_recipients as recipient on recipient.id = recipient_id join notification_rules as rule on rule.id = recipient.rule_id join shipments on shipments.id = notices.shipment_id
      where notices.state = 'sent'`;
    for (const [name, { latest, notices, messages }] of backtests) {
      const own = sent.filter(({ rule }) => rule === `${name.replaceAll(' ', '-')}@example.com`);
      const found = latest.map((one) => ({ ...one, rule: name, shipment: names.get(one.shipmentId ?? '') ?? '' }));
      expect(lines(found, BEGIN), name).toEqual(lines(own, BEGIN + PERIOD));
      expect(notices, name).toBe(own.length);
      expect(messages, name).toBe(new Set(own.map(({ digest }) => digest)).size);
      if (name !== 'of another source') expect(own.length, name).toBeGreaterThan(5);
    }
    expect(sent.filter(({ kind }) => kind === 'corrected').length).toBeGreaterThan(10);
  });
});

describe('a backtest', () => {
  const departed = (shipment: string, hours: number): Change => ({
    ...{ kind: 'milestone', shipment, code: 'DEPARTED', classifier: 'ACT' },
    moment: parseMoment(hoursAgo(hours)),
  });

  it('counts nothing of an initial synchronisation, and what a later one finds', async () => {
    await fetchedBy(sql, 'initial', reportedEvent(hoursAgo(1), departed('one', 5)));
    await fetchedBy(sql, 'full', reportedEvent(hoursAgo(1), departed('two', 5)));
    expect(await backtest(sql, RULE)).toMatchObject({ notices: 1, latest: [{ milestone: 'departed', kind: 'told' }] });
    await archiveAll(sql);
    expect(await backtest(sql, RULE)).toMatchObject({ notices: 1 });
  });

  it('states rates by week and by active shipment, with the shipments that it would have told of', async () => {
    for (const at of [1, 2, 3])
      await notified.deliver('flexport', sailing({ shipment: 41_000 + at, departed: hoursAgo(5) }));
    await notified.deliver('flexport', sailing({ shipment: 41_004 }));
    const found = await backtest(sql, { ...RULE, milestones: ['departed'] });
    expect(found).toMatchObject({
      ...{ days: 30, notices: 3, corrections: 0, messages: 3 },
      // 3 notices in 30 days, of 4 shipments.
      ...{ noticesPerWeek: 0.7, activeShipments: 4, noticesPerWeekPer100Active: 17.5 },
    });
    expect(found.latest.map(({ reference }) => reference).sort()).toEqual(['FLEX-41001', 'FLEX-41002', 'FLEX-41003']);
    const [row] = await sql`select id from shipments where external_id = '41002'`;
    expect(await backtest(sql, { ...RULE, shipmentId: row?.id })).toMatchObject({ notices: 1 });
    expect(await backtest(sql, { ...RULE, customer: 'Nobody' })).toMatchObject({ notices: 0, noticesPerWeek: 0 });
  });

  it('of more shipments than it may replay estimates from some of them', async () => {
    for (const at of [1, 2, 3, 4])
      await notified.deliver('flexport', sailing({ shipment: 43_000 + at, departed: hoursAgo(5) }));
    expect(await backtest(sql, RULE, 2)).toMatchObject({
      ...{ changedShipments: 4, sampledShipments: 2, notices: 4, messages: 4, noticesPerWeek: 0.9 },
      latest: [{ milestone: 'departed' }, { milestone: 'departed' }],
    });
    expect(await backtest(sql, RULE)).toMatchObject({ changedShipments: 4, sampledShipments: 4, notices: 4 });
  });

  it('sends and stores nothing', async () => {
    await notified.deliver('flexport', sailing({ shipment: 42_000, departed: hoursAgo(5) }));
    const before = notified.mail.received.length;
    await backtest(sql, RULE);
    await notified.runtime.drain();
    expect(notified.mail.received).toHaveLength(before);
    expect(await sql`select from notices`).toHaveLength(0);
  });

  it('reads the changes of its period by their index', async () => {
    const { DECIDES_NOTICES } = await import('#db/schema/columns.ts');
    const plan = await sql.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      return tx.unsafe(
        `explain select entity_id from effects where ${DECIDES_NOTICES} and recorded_at >= now() - interval '1 day'`,
      );
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('effects_notices_idx');
  });
});
