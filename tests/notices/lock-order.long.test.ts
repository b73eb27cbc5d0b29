import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, openSql } from '#db/client.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { recordBounce } from '#lib/notices/bounces/record-bounce.ts';
import { recordOutcome } from '#lib/notices/record-outcome.ts';
import { disableRule, updateRule } from '#lib/notices/rules.ts';
import { tellCommand } from '#lib/pipeline/tell-exceptions.ts';
import { eventually } from '#tests/support/await.ts';
import { container, customs } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo } from '#tests/support/sailing.ts';

const OPS = 'ops@example.com';
const notified = await startNotified();
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
const blocker = openSql(notified.databaseUrl, { max: 1 });
afterAll(() => Promise.all([db.$client.end(), blocker.end()]));

describe('what changes several notices locks them in the order in which they were written', () => {
  let round = 0;
  /** The rule of a digest, and five notices that wait for it, the first of which is stored last. */
  async function waiting(): Promise<{ rule: string; ids: string[] }> {
    round += 1;
    await sql`update notification_rules set enabled = false`;
    await notified.addRule({ cadence: 'weekly', trigger: 'exception', severity: 'low', holdMinutes: 0 });
    const [rule] = await sql<{ id: string }[]>`select id from notification_rules where enabled`;
    for (const at of [1, 2, 3, 4, 5])
      await applyBatch(sql, reportedEvent(hoursAgo(0.1), customs(`L${round}-${at}`, 'CUSTOMS_HOLD')));
    const rows = await sql<
      { id: string }[]
    >`select id from notices where recipient_id in (select id from rule_recipients where rule_id = ${rule?.id ?? ''}) order by position`;
    const ids = rows.map(({ id }) => id);
    await sql`update notices set attempts = attempts where id = ${ids[0] ?? ''}`;
    return { rule: rule?.id ?? '', ids };
  }

  const sendingOf = (ids: readonly string[]) => ({
    ...{ channel: 'email' as const, target: STAKEHOLDER, targetKey: '', attempts: 1, mayBeSent: false, ids },
  });

  it.each<[string, (rule: string, ids: readonly string[]) => Promise<unknown>]>([
    ['the result of a digest', (_, ids) => recordOutcome(sql, sendingOf(ids), { result: 'sent', externalRef: null })],
    ['a rule that is disabled', (rule) => disableRule(db, OPS, rule)],
    ['a rule that is changed', (rule) => updateRule(db, OPS, rule, { cadence: 'daily' })],
    [
      'a bounce of a digest',
      (_, ids) => recordBounce(sql, { messageId: ids[4] ?? '', address: null, kind: 'soft', detail: 'full' }),
    ],
  ])('%s', async (_, change) => {
    const { rule, ids } = await waiting();
    // For the bounce: they were sent in one message.
    await sql`update notices set digest_id = ${ids[4] ?? ''} where id = any(${ids}::uuid[])`;
    let changing: Promise<unknown> = Promise.resolve();
    await blocker.begin(async (tx) => {
      await tx`select 1 from notices where id = ${ids[2] ?? ''} for update`;
      changing = change(rule, ids);
      await eventually(
        () => sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        (blocked) => blocked.length > 0,
      );
      const free = await sql<{ id: string }[]>`
        select id from notices where id = any(${ids}::uuid[]) order by position for update skip locked`;
      expect(free.map(({ id }) => id)).toEqual(ids.slice(3));
    });
    await changing;
  });
});

describe('commands of people, evidence, sending and bounces about the same exceptions', () => {
  const CONTAINERS = ['CSQU3054383', 'MSKU1234565', 'TCLU4265690', 'HLXU1234563'];
  const ROUNDS = 60;
  let ids: string[] = [];
  let reports = 0;
  /** Evidence about some of the containers: the free time ends today, or tomorrow. */
  async function report(...which: number[]): Promise<void> {
    reports += 1;
    const changes = which.flatMap((at) => (CONTAINERS[at] ? [container('L0', CONTAINERS[at], reports % 2)] : []));
    await applyBatch(sql, reportedEvent(hoursAgo(0.5 - reports / 3_600), ...changes));
  }
  beforeAll(async () => {
    await sql`update notification_rules set enabled = false`;
    const all = { trigger: 'exception', severity: 'low', holdMinutes: 0 } as const;
    for (const rule of [{ channel: 'app' }, { channel: 'slack' }, { cadence: 'hourly' }] as const)
      await notified.addRule({ ...all, ...rule });
    await report(0, 1, 2, 3);
    const rows = await sql<
      { id: string }[]
    >`select id from exception_cases where type = 'charge.lfd_near' order by part`;
    ids = rows.map(({ id }) => id);
  });

  /** Does the same in each round; why it failed is returned. */
  async function repeat(act: (round: number) => Promise<unknown>): Promise<string[]> {
    const failures: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      await act(round).catch((thrown: Error) => failures.push(thrown.message));
    return failures;
  }

  it('do not wait for each other', async () => {
    expect(ids).toHaveLength(CONTAINERS.length);
    const resolveOrReopen = (first: number) => (round: number) => {
      const some = [ids[first] ?? '', ids[(first + 1 + (round % 3)) % 4] ?? ''];
      const resolve = { act: 'resolve', resolution: 'fixed' } as const;
      return commandExceptions(sql, OPS, some, round % 2 === 0 ? resolve : { act: 'reopen' }, tellCommand);
    };
    const sendDigests = async () => {
      await sql`
        update notices set not_before = now() - interval '1 minute' where id in (
          select id from notices where state = 'pending' and in_digest and leased_until is null order by position for update)`;
      await notifier.sendDue();
    };
    const bounce = async () => {
      const [sent] = await sql<{ id: string }[]>`
        select digest_id as id from notices where state = 'sent' and digest_id is not null order by random() limit 1`;
      if (sent) await recordBounce(sql, { messageId: sent.id, address: null, kind: 'soft', detail: 'full' });
    };
    const failures = await Promise.all([
      ...[0, 1, 2].map((first) => repeat(resolveOrReopen(first))),
      ...[repeat((round) => report(round % 4, (round + 1) % 4)), repeat(() => notifier.sendDue())],
      ...[repeat(sendDigests), repeat(bounce)],
    ]);
    expect(failures.flat()).toEqual([]);
    const [told] = await sql`select count(*)::int as count from notices where state in ('sent', 'bounced')`;
    // How many depends on which of them comes first; each container is told of.
    expect(told?.count).toBeGreaterThanOrEqual(CONTAINERS.length);
  });
});
