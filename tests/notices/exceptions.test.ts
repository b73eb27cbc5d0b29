import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#db/client.ts';
import { setTariff } from '#lib/exceptions/change-tariffs.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { loadOpenCases } from '#lib/exceptions/rows.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import { sourceId } from '#lib/model/identity.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { parseMoment } from '#lib/model/time.ts';
import { judgeExceptions } from '#lib/notices/exceptions/judge-exceptions.ts';
import { recordExceptionNotices } from '#lib/notices/exceptions/record-exception-notices.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { archiveAll } from '#tests/support/archived.ts';
import { container, customs, passHold } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { fetchedBy } from '#tests/support/fetched.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { APP_URL, STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { withOpenedLinks } from '#tests/support/opened-links.ts';
import { hoursAgo } from '#tests/support/sailing.ts';
import { tariff } from '#tests/support/tariff.ts';

const notified = await startNotified();
const { sql } = notified.runtime;
const OPS = 'ops@example.com';

let shipment = '';
let shipments = 0;
beforeEach(async () => {
  await sql`truncate notices, notification_rules, notice_exceptions, exception_cases, exception_conditions, exception_acts cascade`;
  await sql`insert into exception_sweep (swept_until) values (now()) on conflict (single) do update set swept_until = now()`;
  notified.mail.received.length = 0;
  shipments += 1;
  shipment = `X${shipments}`;
});

const addRule = (rule: Parameters<typeof notified.addRule>[0] = {}) =>
  notified.addRule({ trigger: 'exception', severity: 'high', ...rule });
const report = (...changes: Change[]) => applyBatch(sql, reportedEvent(hoursAgo(0.1), ...changes));
const subjects = () => notified.mail.received.map(({ subject }) => subject);
const sweep = () => sweepExceptions(sql, tellExceptions);
const openId = async () => (await sql`select id from exception_cases where closed_at is null`)[0]?.id as string;

describe('an exception', () => {
  it('is told once when it has lasted, with the link to it, whatever is reported again', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await notified.runtime.drain();
    expect(subjects()).toEqual([]);
    await passHold(notified);
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(0.5)));
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}, Customs hold`]);
    const [mail] = notified.mail.received;
    expect(mail?.text).toContain(`${shipment}: Customs hold: exam`);
    expect(mail?.text).toContain('Next action: Ask the broker what customs needs');
    expect(withOpenedLinks(mail?.text ?? '')).toContain(`${APP_URL}/exceptions?open=${await openId()}`);
  });

  it('is told after the delivery if it is about the return of an empty container, which other exceptions are not', async () => {
    const place = (unlocode: string, timeZone: string) => ({
      name: unlocode,
      country: unlocode.slice(0, 2),
      unlocode,
      timeZone,
    });
    const happened = (
      code: MilestoneCode,
      hours: number,
      part: { container?: string } = { container: 'C1' },
    ): Change => ({
      ...{ kind: 'milestone', shipment, code, classifier: 'ACT', moment: parseMoment(hoursAgo(hours)), ...part },
    });
    await sql`truncate demurrage_tariffs, tariff_settings`;
    await setTariff(sql, OPS, tariff({ charge: 'detention', freeDays: 4 }));
    await addRule({ severity: 'critical' });
    await report(
      {
        ...{ kind: 'leg', shipment, leg: 'L1' },
        fields: {
          ...{ mode: 'ocean', carrierName: 'Evergreen Line' },
          ...{ origin: place('CNSHA', 'Asia/Shanghai'), destination: place('USLAX', 'America/Los_Angeles') },
        },
      },
      { kind: 'container', shipment, container: 'C1', fields: { number: 'CSQU3054383' } },
      happened('DISCHARGED', 10 * 24),
      happened('OUT_FOR_DELIVERY', 6 * 24),
      happened('DELIVERED', 5 * 24, {}),
      customs(shipment, 'CUSTOMS_HOLD'),
    );
    expect(await sql`select status from shipments where external_id = ${shipment}`).toEqual([{ status: 'delivered' }]);
    await passHold(notified);
    expect(subjects()).toEqual([`Critical: ${shipment}, Empty return overdue, CNSHA → USLAX`]);
  });

  it('is told to users who may act with links by which they act, and to others without', async () => {
    await sql`
      insert into users (email, role, created_at) values (${OPS}, 'operator', now()) on conflict do nothing`;
    await addRule();
    await addRule({ target: OPS });
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await passHold(notified);
    const linksTo = (recipient: string) =>
      notified.mail.received
        .filter(({ to }) => to.some(({ address }) => address === recipient))
        .map(
          ({ text }) =>
            (text ?? '').match(/^(Acknowledge|Assign to me|Snooze until tomorrow): https:\/\/\S+\/act\/\S+$/gm)
              ?.length ?? 0,
        );
    expect([linksTo(OPS), linksTo(STAKEHOLDER)]).toEqual([[3], [0]]);
  });

  it('that ends before it was told is not told', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(2)));
    await report(customs(shipment, 'CUSTOMS_RELEASED'));
    await passHold(notified);
    expect(subjects()).toEqual([]);
  });

  it('is told again for each greater severity and when it ends, in one thread', async () => {
    await addRule({ exceptionTypes: ['hold.customs'] });
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(2)));
    await passHold(notified);
    await report(container(shipment, 'CSQU3054383', 0), customs(shipment, 'CUSTOMS_HOLD', hoursAgo(2)));
    await passHold(notified);
    await report(customs(shipment, 'CUSTOMS_RELEASED'));
    await passHold(notified);
    const [opened, worsened, ended] = notified.mail.received;
    expect(subjects()).toEqual([
      `High: ${shipment}, Customs hold`,
      `Now critical: ${shipment}, Customs hold`,
      `Ended: ${shipment}, Customs hold`,
    ]);
    expect([worsened?.references, ended?.references]).toEqual([opened?.messageId, opened?.messageId]);
  });

  it('that ends and opens again within an hour is neither', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(3)));
    await passHold(notified);
    await report(customs(shipment, 'CUSTOMS_RELEASED', hoursAgo(2)));
    expect(
      await sql`select 1 from notices where kind = 'ended' and not_before > now() + interval '50 minutes'`,
    ).toHaveLength(1);
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(1)));
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}, Customs hold`]);
    await report(customs(shipment, 'CUSTOMS_RELEASED', hoursAgo(0.5)));
    await passHold(notified);
    expect(subjects().slice(1)).toEqual([`Ended: ${shipment}, Customs hold`]);
  });

  it('that ended, which was told, is told when it opens again', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(3)));
    await passHold(notified);
    await report(customs(shipment, 'CUSTOMS_RELEASED', hoursAgo(2)));
    await passHold(notified);
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(1)));
    await passHold(notified);
    expect(subjects()).toEqual(['High', 'Ended', 'High'].map((word) => `${word}: ${shipment}, Customs hold`));
  });

  it('that a person resolves is told as resolved by them; reopened, it is told again', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await passHold(notified);
    const onChange = (tx: Transaction, rows: Parameters<typeof tellExceptions>[1]) => tellExceptions(tx, rows);
    const id = await openId();
    await commandExceptions(sql, OPS, [id], { act: 'resolve', resolution: 'fixed' }, onChange);
    await passHold(notified);
    await commandExceptions(sql, OPS, [id], { act: 'reopen' }, onChange);
    await passHold(notified);
    expect(subjects()).toEqual(['High', 'Resolved', 'High'].map((word) => `${word}: ${shipment}, Customs hold`));
    expect(notified.mail.received[1]?.text).toContain(`${OPS} resolved it: Solved.`);
  });
});

describe('what is not told', () => {
  it('is what is less severe, of another type, or of another customer', async () => {
    await addRule({ severity: 'critical' });
    await addRule({ exceptionTypes: ['document.missing'] });
    await addRule({ customer: 'Harbour Home' });
    await addRule({ ownedOnly: true });
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await passHold(notified);
    expect(subjects()).toEqual([]);
  });

  it('is what a shipment has when it becomes one of the customer, but then it is told', async () => {
    await addRule({ customer: 'Harbour Home' });
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await report({ kind: 'shipment', shipment, fields: { customer: 'Harbour Home' } });
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}, Customs hold`]);
  });

  it('is what belongs to another person, until the recipient owns it', async () => {
    await sql`insert into users (email, role, created_at) values (${STAKEHOLDER}, 'operator', now()) on conflict do nothing`;
    await addRule({ ownedOnly: true });
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await commandExceptions(sql, OPS, [await openId()], { act: 'assign', owner: STAKEHOLDER }, (tx, rows) =>
      tellExceptions(tx, rows),
    );
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}, Customs hold`]);
  });

  it('is old, from before the rule, or what the first sweep after a rebuild opens', async () => {
    await addRule();
    await report(customs(shipment, 'CUSTOMS_HOLD', hoursAgo(80)));
    await sql`truncate notification_rules cascade`;
    await report(customs(`${shipment}b`, 'CUSTOMS_HOLD'));
    await addRule();
    await report(customs(`${shipment}b`, 'CUSTOMS_HOLD'));
    await sql`delete from exception_cases`;
    await sql`delete from exception_sweep`;
    await sweep();
    expect(await sql`select 1 from exception_cases`).not.toHaveLength(0);
    expect(await sql`select 1 from notices`).toHaveLength(0);
  });

  it('is what an initial synchronisation finds, but what a later one finds is told', async () => {
    await addRule();
    await fetchedBy(sql, 'initial', reportedEvent(hoursAgo(0.1), customs(shipment, 'CUSTOMS_HOLD')));
    await fetchedBy(sql, 'full', reportedEvent(hoursAgo(0.1), customs(`${shipment}b`, 'CUSTOMS_HOLD')));
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}b, Customs hold`]);
  });

  it('is what an initial synchronisation found whose bodies are in the archive by now', async () => {
    await addRule();
    await fetchedBy(sql, 'initial', reportedEvent(hoursAgo(0.1), customs(shipment, 'CUSTOMS_HOLD')));
    await fetchedBy(sql, 'full', reportedEvent(hoursAgo(0.1), customs(`${shipment}b`, 'CUSTOMS_HOLD')));
    const known = await importsOf();
    expect(known.filter((at) => at !== null)).toHaveLength(1);
    await archiveAll(sql);
    expect(await importsOf()).toEqual(known);
    // As a version archived them that did not note it.
    await sql`update deliveries set initial_sync = null`;
    expect(await importsOf()).toEqual([null, null]);
    await sql`
      insert into reconcile_runs (id, provider, scope, started_at, moved_at, finished_at)
      select gen_random_uuid(), 'test', 'initial', received_at, received_at, received_at from deliveries where received_at = ${known.find((at) => at !== null) ?? ''}`;
    expect(await importsOf()).toEqual(known);
    await sql`delete from reconcile_runs`;
  });
  /** When each exception was imported by an initial synchronisation, null if it was not, in the order of their shipments. */
  const importsOf = async () => {
    const rows = await sql<
      { id: string }[]
    >`select id from shipments where external_id like ${`${shipment}%`} order by external_id`;
    const ids = rows.map(({ id }) => id);
    const judged = await sql.begin(async (tx) => judgeExceptions(tx, await loadOpenCases(tx, ids)));
    const found = new Map(judged.map(({ row, importedAt }) => [row.shipmentId, importedAt]));
    return ids.map((id) => found.get(id));
  };

  it('is of a shipment that is cancelled before it is sent, or that has ended', async () => {
    await addRule();
    const cancelled = { reportedStatus: { text: 'CANCELLED', stage: 'cancelled' as const } };
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await report({ kind: 'shipment', shipment, fields: cancelled });
    await report(customs(`${shipment}b`, 'CUSTOMS_HOLD'));
    await passHold(notified);
    await report({ kind: 'shipment', shipment: `${shipment}b`, fields: cancelled });
    await passHold(notified);
    expect(subjects()).toEqual([`High: ${shipment}b, Customs hold`]);
  });

  it('is what is missing while its source is silent; it is told if it still is afterwards', async () => {
    await addRule({ severity: 'medium' });
    const silence = { id: sourceId('test'), at: hoursAgo(0) };
    await sql`
      insert into exception_cases (entity_type, entity_id, type, part, generation, severity, urgency, evidence_at, event_id, details, opened_at, touch_by, resolve_by)
      values ('source', ${silence.id}, 'data.silent', '', 1, 1, 1, now(), ${silence.id}, '{"from":"test"}', now(), now(), now())`;
    const overdue = (code: 'ARRIVED', classifier: 'EST') =>
      ({
        kind: 'milestone',
        shipment,
        code,
        classifier,
        moment: { at: hoursAgo(50), text: hoursAgo(50), offset: 'Z', precision: 'time' },
      }) as Change;
    await report({ kind: 'shipment', shipment, fields: { mode: 'truck' } }, overdue('ARRIVED', 'EST'));
    await sweep();
    expect(
      await sql`select type from exception_cases where type like '%overdue' or type = 'milestone.missing'`,
    ).not.toHaveLength(0);
    await passHold(notified);
    expect(subjects()).toEqual([]);
    await sql`update exception_cases set closed_at = now() where type = 'data.silent'`;
    await passHold(notified);
    expect(subjects()).toHaveLength(1);
  });
});

describe('many exceptions', () => {
  it('of one type and shipment are one notice, which lists them', async () => {
    await addRule({ exceptionTypes: ['charge.lfd_past'], channel: 'slack' });
    await addRule({ exceptionTypes: ['charge.lfd_past'] });
    await addRule({ exceptionTypes: ['charge.lfd_past'], cadence: 'daily', target: 'daily@example.com' });
    const numbers = [...Array(10).keys()].map((at) => `CSQU30543${at}0`);
    for (const number of numbers) await report(container(shipment, number, -1));
    await sweep();
    expect(await sql`select 1 from exception_cases where type = 'charge.lfd_past'`).toHaveLength(10);
    await sql`update notices set not_before = now() - interval '1 minute'`;
    await notified.runtime.drain();
    expect(subjects().toSorted()).toEqual(Array(2).fill(`Critical: ${shipment}, Free time over, 10 exceptions`));
    for (const { text } of notified.mail.received) for (const number of numbers) expect(text).toContain(number);
    expect(withOpenedLinks(notified.slack.posted.at(-1) ?? '')).toContain(`<${APP_URL}/exceptions?open=`);
  });
});

it('a source that is silent is told, with its name', async () => {
  await addRule({ severity: 'medium' });
  await addRule({ severity: 'medium', customer: 'Harbour Home', target: 'harbour@example.com' });
  const [id, at] = [sourceId('test'), hoursAgo(0.5)];
  await sql`
    insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, evidence_at, event_id, details)
    values ('source', ${id}, 'data.silent', '', 'medium', ${at}, ${at}, ${id}, '{"from":"test"}')`;
  await sql`update exception_sweep set swept_until = now() - interval '1 hour'`;
  await sweep();
  await passHold(notified);
  expect(subjects()).toEqual(['Medium: test, Source is silent']);
});

describe('a digest', () => {
  it('lists exceptions by severity, leaves out what has ended, and tells later ends', async () => {
    await addRule({ cadence: 'daily', exceptionTypes: ['hold.customs', 'charge.lfd_past'] });
    const passDay = async () => {
      await sql`update notices set not_before = now() - interval '1 minute' where state = 'pending'`;
      await notified.runtime.drain();
    };
    for (const name of ['a', 'b', 'c']) await report(customs(`${shipment}${name}`, 'CUSTOMS_HOLD', hoursAgo(2)));
    await report(container(`${shipment}d`, 'CSQU3054383', -1));
    await sweep();
    await report(customs(`${shipment}a`, 'CUSTOMS_RELEASED'));
    await passDay();
    await report(customs(`${shipment}b`, 'CUSTOMS_RELEASED'));
    await report(customs(`${shipment}e`, 'CUSTOMS_HOLD'));
    await passDay();
    expect(subjects()).toEqual(['Rule of email: 3 exceptions', 'Rule of email: 1 exception, 1 ended']);
    const order = [...(notified.mail.received[0]?.text ?? '').matchAll(/^(X\d+[a-e]):/gm)].map(([, name]) => name);
    expect(order).toEqual(['d', 'b', 'c'].map((name) => `${shipment}${name}`));
  });
});

it('a sweep that opens hundreds at once is announced to open pages, and told', async () => {
  await addRule({ exceptionTypes: ['charge.lfd_past'] });
  const names = [...Array(260).keys()].map((at) => `${shipment}-${at}`);
  await applyBatch(sql, ...names.map((name) => reportedEvent(hoursAgo(0.1), container(name, 'CSQU3054383', -1))));
  await sql`delete from exception_cases`;
  await sql`delete from notices`;
  await sql`update exception_sweep set swept_until = now() - interval '2 days'`;
  expect(await sweep()).toBe(260);
  expect(await sql`select 1 from notices`).toHaveLength(260);
});

describe('quiet hours', () => {
  it('hold what is high, and let pass what is critical', async () => {
    await addRule({ quietFrom: '00:00', quietUntil: '23:59', quietWeekends: true });
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    await report(container(`${shipment}b`, 'CSQU3054383', -1));
    await sweep();
    await passHold(notified);
    expect(subjects()).toEqual([`Critical: ${shipment}b, Free time over`]);
  });
});

describe('the cost', () => {
  it('is one query for changed exceptions without a rule, and none without a change', async () => {
    await report(customs(shipment, 'CUSTOMS_HOLD'));
    const rows = await sql`select * from exception_cases`;
    const queriesFor = async (changed: readonly unknown[]) => {
      let queries = 0;
      await sql.begin(async (tx) => {
        const counting = new Proxy(tx, {
          apply(target, self, given) {
            queries += 1;
            return Reflect.apply(target as (...all: unknown[]) => unknown, self, given);
          },
        }) as Transaction;
        await recordExceptionNotices(counting, changed as Parameters<typeof recordExceptionNotices>[1]);
      });
      return queries;
    };
    expect(await queriesFor([])).toBe(0);
    // The statement and its condition, which is a fragment of it.
    expect(await queriesFor(rows)).toBe(2);
  });
});
