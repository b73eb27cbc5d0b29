import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import type { NoticeMilestone } from '#lib/model/notice.ts';
import { parseMoment } from '#lib/model/time.ts';
import { receiveBounces } from '#lib/notices/bounces/receive-bounces.ts';
import { updateRule } from '#lib/notices/rules.ts';
import { eventually } from '#tests/support/await.ts';
import { container, customs } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { startHookServer } from '#tests/support/hook-server.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { hoursAgo } from '#tests/support/sailing.ts';
import { SLACK_BOT, startSlackServer } from '#tests/support/slack-server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const KILLS = repetitions(50, 20);
const CHANNEL = 'C012AB3CD';
const [DIGEST, QUIET] = ['digest@harbour-home.example', 'quiet@harbour-home.example'];
const MILESTONES = ['DEPARTED', 'ARRIVED', 'DELIVERED'] as const;
/** What a message says first, in the order in which it happens. */
const STEPS = ['departed', 'arrived', 'delivered'] as const satisfies readonly NoticeMilestone[];

const [bot, teams, program] = [await startSlackServer(), await startHookServer(), await startHookServer()];
const notified = await startNotified({
  settings: { NOTICE_PRIVATE_NETWORKS: 'true', SLACK_BOT_TOKEN: SLACK_BOT, SLACK_API_URL: bot.apiUrl },
});
const { mail, slack, databaseUrl } = notified;
const { sql } = notified.runtime;
const db = openDatabase(databaseUrl, { max: 1 });
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([bot.stop(), teams.stop(), program.stop(), db.$client.end()]);
});

/** One file with all that it imports: it starts in a fraction of the time. */
const BUNDLE = join(temporaryFolder(), 'notifier-process.mjs');
async function bundleSender(): Promise<void> {
  const bundle = await rolldown({ input: 'tests/support/notifier-process.ts', platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: BUNDLE, format: 'esm', codeSplitting: false });
}

/** A process that sends, from the message `go` on. */
async function startSender(): Promise<ChildProcess> {
  const env = { ...process.env, ...notified.variables };
  const child = fork(BUNDLE, [databaseUrl], { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.push(child);
  await once(child, 'message');
  return child;
}

/** How often each message may have been sent once more than once: it was under way at a kill, or got no answer. */
const uncertain = new Map<string, number>();
let killed = 0;
/** The rounds in which the process had claimed something when it was killed. */
let killedAtWork = 0;

async function killAtWork(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
  killed += 1;
  // Its last transaction ends with its connections.
  await eventually(
    () => sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    (open) => open.length === 0,
  );
  if (await noteUncertain()) killedAtWork += 1;
}

/** Counts what may have been sent without anybody knowing. Resolves to whether a process has claimed some of it. */
async function noteUncertain(): Promise<boolean> {
  const open = await sql<{ id: string; isLeased: boolean }[]>`
    select distinct coalesce(digest_id, id) as id, leased_until > now() as "isLeased" from notices
    where state = 'pending' and leased_until is not null`;
  for (const { id } of open) uncertain.set(id, (uncertain.get(id) ?? 0) + 1);
  return open.some(({ isLeased }) => isLeased);
}

/** Another worker goes on: it is not killed, but may get no answer, if a process was killed before it came to the round's failure. */
async function sendByAnother(): Promise<void> {
  await notified.runtime.notifier.sendDue();
  await noteUncertain();
  await letTimePass();
}

/** Hours pass: leases and pauses end, and digests fall due. */
async function letTimePass(): Promise<void> {
  await sql`
    update notices set not_before = not_before - interval '3 hours', leased_until = leased_until - interval '3 hours'
    where state = 'pending'`;
  await sql`update rule_recipients set held_until = held_until - interval '3 hours'`;
}

/** In each round one server gives no answer until the process is dead: with `true` it accepted the message, else it did not. */
const HANGS: readonly { hang: (accepts: boolean) => void; hung: () => number }[] = [
  { hang: (accepts) => mail.replies.unshift(accepts ? 'hang after accepting' : 'hang before'), hung: mail.hung },
  { hang: (accepts) => slack.answers.unshift({ status: accepts ? 200 : 500, hangs: true }), hung: slack.hung },
  { hang: (accepts) => bot.answers.unshift({ status: accepts ? 200 : 500, hangs: true }), hung: bot.hung },
  { hang: (accepts) => teams.answers.unshift({ status: accepts ? 202 : 500, hangs: true }), hung: teams.hung },
  { hang: (accepts) => program.answers.unshift({ status: accepts ? 202 : 500, hangs: true }), hung: program.hung },
];

/** What the other servers do in some rounds, each once. */
const FAILURES: readonly (() => void)[] = [
  () => mail.replies.push(421),
  () => mail.replies.push(450),
  () => mail.replies.push(550),
  () => mail.replies.push('hang up after accepting'),
  () => slack.answers.push({ status: 429, headers: { 'retry-after': '7' } }),
  () => slack.answers.push({ status: 500 }),
  () => slack.answers.push({ status: 404 }),
  () => bot.answers.push({ status: 429, headers: { 'retry-after': '7' }, body: '{"ok":false,"error":"ratelimited"}' }),
  () => bot.answers.push({ status: 200, body: '{"ok":false,"error":"internal_error"}' }),
  () => teams.answers.push({ status: 429, headers: { 'retry-after': '7' } }),
  () => teams.answers.push({ status: 404 }),
  () => program.answers.push({ status: 500 }),
  () => program.answers.push({ status: 404 }),
];

/** A shipment for three rounds, in each of which it reaches the next milestone; with exceptions that open, get worse and end. */
async function happen(round: number): Promise<void> {
  const [shipment, step] = [Math.floor(round / 3), round % 3];
  const code = MILESTONES[step];
  const moment = parseMoment(hoursAgo(9 - 3 * step));
  const reached: Change[] = code
    ? [{ kind: 'milestone', shipment: nameOf(shipment), code, classifier: 'ACT', moment }]
    : [];
  const held = `H${shipment}`;
  const changes = [
    customs(held, 'CUSTOMS_HOLD', hoursAgo(2)),
    // The customs hold gets worse, and the end of free time is critical at once.
    container(held, 'CSQU3054383', 0),
    customs(held, 'CUSTOMS_RELEASED', hoursAgo(1)),
  ].slice(step, step + 1);
  await applyBatch(sql, reportedEvent(hoursAgo(0.5 - round / 1_000), ...reached, ...changes));
}
const nameOf = (shipment: number) => `K${String(shipment).padStart(3, '0')}`;
const SHIPMENTS = Math.floor(KILLS / 3);

/** The last e-mail that arrived comes back, reported by a mail provider. */
async function bounceLast(): Promise<void> {
  const last = mail.received.findLast(({ to }) => to[0]?.address === STAKEHOLDER);
  const notice = /notice\.([0-9a-f-]{36})@/.exec(last?.messageId ?? '')?.[1];
  const body = { RecordType: 'Bounce', Type: 'SoftBounce', Email: STAKEHOLDER, Metadata: { notice }, Details: 'full' };
  await receiveBounces(sql, Buffer.from(JSON.stringify(body)), null);
}

const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
let receivedWhileQuiet: string[] = [];

beforeAll(async () => {
  const exceptions = { trigger: 'exception', severity: 'low', holdMinutes: 0 } as const;
  const held = { ...exceptions, exceptionTypes: ['hold.customs' as const] };
  await notified.addRule();
  await notified.addRule({ target: DIGEST, cadence: 'hourly' });
  await notified.addRule({ ...exceptions, target: QUIET, quietFrom: clock(-180), quietUntil: clock(600) });
  await notified.addRule({ channel: 'slack' });
  await notified.addRule({ ...held, channel: 'slack', target: CHANNEL });
  await notified.addRule({ channel: 'teams', target: teams.url });
  await notified.addRule({ channel: 'webhook', target: program.url });
  await notified.addRule({ channel: 'app' });
  await bundleSender();
  let next = startSender();
  for (let round = 0; round < KILLS; round += 1) {
    const child = await next;
    next = round + 1 < KILLS ? startSender() : next;
    const { hang, hung } = HANGS[round % HANGS.length] ?? { hang: () => {}, hung: () => 0 };
    if (round % 2 === 1) FAILURES[Math.floor(round / 2) % FAILURES.length]?.();
    hang(round % 4 < 2);
    await happen(round);
    const before = hung();
    const isIdle = once(child, 'message');
    child.send('go');
    let idle = false;
    void isIdle.then(() => (idle = true));
    await eventually(
      async () => hung() > before || idle,
      (reached) => reached,
    );
    await killAtWork(child);
    if (round % 3 === 0) await bounceLast();
    await letTimePass();
    if (round % 2 === 0) continue;
    await sendByAnother();
  }
  receivedWhileQuiet = mail.received.flatMap(({ to, subject = '' }) => (to[0]?.address === QUIET ? [subject] : []));
  const [quiet] = await sql<{ id: string }[]>`select id from notification_rules where quiet_from is not null`;
  await updateRule(db, 'ops@example.com', quiet?.id ?? '', { quietFrom: null, quietUntil: null });
  for (let left = 1; left > 0; ) {
    await sendByAnother();
    const [waiting] = await sql<
      { count: number }[]
    >`select count(*)::int as count from notices where state = 'pending'`;
    left = waiting?.count ?? 0;
  }
}, 600_000);

/** What a channel got: for whom it is one message, and what that says. */
type Got = { id: string; text: string };
const GOT: Record<string, () => Got[]> = {
  email: () => mailTo(STAKEHOLDER),
  digest: () => mailTo(DIGEST),
  quiet: () => mailTo(QUIET),
  slack: () => slack.posted.map((text) => ({ id: text, text })),
  teams: () => teams.accepted.map(({ body }) => ({ id: body, text: headlineOf(body) })),
  webhook: () =>
    program.accepted.map(({ headers, body }) => ({ id: String(headers['webhook-id']), text: eventOf(body) })),
};
const mailTo = (address: string) =>
  mail.received
    .filter(({ to }) => to[0]?.address === address)
    .map(({ messageId, subject }) => ({ id: messageId ?? '', text: subject ?? '' }));
const headlineOf = (body: string): string => JSON.parse(body).attachments[0].content.fallbackText;
const eventOf = (body: string): string => `${JSON.parse(body).data.reference} ${JSON.parse(body).type.split('.')[1]}`;

/** The milestones of a shipment in the order in which a channel got them, each repetition too. */
function stepsOf(got: readonly Got[], shipment: string): number[] {
  return got
    .filter(({ text }) => text.includes(shipment))
    .map(({ text }) => STEPS.findIndex((step) => text.toLowerCase().includes(step)));
}

/** What a server refused for good, by the target or channel of the rule: `K007 arrived`. */
async function refused(rule: string): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select (content->>'reference') || ' ' || milestone as text from notices join rule_recipients as recipient on recipient.id = recipient_id
    where state = 'failed' and (recipient.target = ${rule} or recipient.channel = ${rule}) and last_error ~ '550|404'`;
  return rows.map(({ text }) => text);
}

it('each process was killed between a claim and its record', () => {
  expect(killed).toBe(KILLS);
  expect(killedAtWork).toBeGreaterThan(KILLS * repetitions(0.9, 0.8));
});

it.each([
  ['email', STAKEHOLDER],
  ['slack', 'slack'],
  ['teams', 'teams'],
  ['webhook', 'webhook'],
])(
  'by %s nothing is lost but what the server refused, and the milestones of a shipment are in order',
  async (channel, rule) => {
    const got = GOT[channel]?.() ?? [];
    const missing = Array.from({ length: KILLS }, (_, round) => round).flatMap((round) => {
      const name = nameOf(Math.floor(round / 3));
      return stepsOf(got, name).includes(round % 3) ? [] : [`${name} ${STEPS[round % 3]}`];
    });
    expect(await refused(rule)).toEqual(expect.arrayContaining(missing));
    expect(missing.length).toBeLessThan(4);
    for (let shipment = 0; shipment <= SHIPMENTS; shipment += 1) {
      const steps = stepsOf(got, nameOf(shipment));
      expect(steps).toEqual(steps.toSorted());
    }
  },
);

it.each(Object.keys(GOT))(
  'by %s only what was under way at a kill, or got no answer, is repeated, and as it was',
  async (channel) => {
    const got = GOT[channel]?.() ?? [];
    const repeated = [...Map.groupBy(got, ({ id }) => id).values()].filter((one) => one.length > 1);
    expect(got.length).toBeGreaterThan(SHIPMENTS);
    for (const [first, ...others] of repeated) {
      expect(new Set(others.map(({ text }) => text))).toEqual(new Set([first?.text]));
      const allowed = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(first?.id ?? '')?.[0];
      if (allowed) expect(others.length).toBeLessThanOrEqual(uncertain.get(allowed) ?? 0);
    }
    const extra = got.length - new Set(got.map(({ id }) => id)).size;
    expect(extra).toBeLessThanOrEqual([...uncertain.values()].reduce((sum, count) => sum + count, 0));
  },
);

it('in the application each notice is there once', async () => {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from notices join rule_recipients as recipient on recipient.id = recipient_id
    where recipient.channel = 'app' and state = 'sent' group by subject_id, milestone`;
  expect(rows.map(({ count }) => count)).toEqual(Array(KILLS).fill(1));
});

it('in quiet hours only critical exceptions are sent, and the others afterwards', async () => {
  expect(receivedWhileQuiet.length).toBeGreaterThan(SHIPMENTS / 2);
  expect(receivedWhileQuiet.filter((subject) => !/critical/i.test(subject))).toEqual([]);
  const after = mailTo(QUIET).slice(receivedWhileQuiet.length);
  expect(after.filter(({ text }) => !/critical/i.test(text))).not.toEqual([]);
});

it('no digest is behind an earlier one, and the last milestone of each shipment was in one that arrived or was refused', async () => {
  const rows = await sql<{ state: string }[]>`
    select distinct on (subject_id) state from notices join rule_recipients as recipient on recipient.id = recipient_id
    where recipient.target = ${DIGEST} order by subject_id, position desc`;
  expect(rows).toHaveLength(SHIPMENTS + 1);
  expect(rows.filter(({ state }) => state !== 'sent' && state !== 'failed')).toEqual([]);
});

it('the bot of Slack posts once what was recorded, and changes that message when the exception ends', async () => {
  const notices = await sql<{ id: string; kind: string; reference: string; ref: string | null; state: string }[]>`
    select notices.id, kind, content->>'reference' as reference, external_ref as ref, state
    from notices join rule_recipients as recipient on recipient.id = recipient_id where recipient.target = ${CHANNEL}`;
  const posts = bot.calls.filter(({ method }) => method === 'chat.postMessage');
  const updates = bot.calls.filter(({ method }) => method === 'chat.update');
  const opened = notices.filter(({ kind, state }) => kind === 'opened' && state === 'sent');
  expect(opened.length).toBeGreaterThan(SHIPMENTS / 2);
  for (const { id, reference, ref } of opened) {
    const own = posts.filter(({ body }) => String(body.text).includes(`|${reference}: Customs hold`));
    expect(own.length).toBeLessThanOrEqual(1 + (uncertain.get(id) ?? 0));
    const last = own.at(-1)?.answer as { channel: string; ts: string } | undefined;
    expect(`${last?.channel}/${last?.ts}`).toBe(ref);
    const ended = notices.find((one) => one.kind === 'ended' && one.reference === reference && one.state === 'sent');
    if (!ended) continue;
    const changed = updates.filter(({ body }) => String(body.text).includes(`|Ended: ${reference}:`));
    expect(new Set(changed.map(({ body }) => `${body.channel}/${body.ts}`))).toEqual(new Set([ref]));
  }
  expect(updates.length).toBeGreaterThan(SHIPMENTS / 2);
});

it('what came back is marked, and repeated reports count once', async () => {
  const bounced = await sql`
    select 1 from notices join rule_recipients as recipient on recipient.id = recipient_id where state = 'bounced' and recipient.target = ${STAKEHOLDER}`;
  expect(bounced.length).toBeGreaterThan(3);
});
