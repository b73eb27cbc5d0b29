import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { hasOwnEmail, setOwnEmail } from '#lib/notices/exceptions/own-rules.ts';
import { ownNotices } from '#lib/notices/own-notices.ts';
import { tellCommand } from '#lib/pipeline/tell-exceptions.ts';
import { customs } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];
let ids: string[] = [];
let ben = { id: '', email: BEN };
beforeEach(async () => {
  await sql`truncate notices, notification_rules, notice_exceptions, exception_cases, exception_acts cascade`;
  await sql`delete from users`;
  for (const email of [ADA, BEN])
    await sql`insert into users (email, role, created_at) values (${email}, 'operator', now() - interval '1 day')`;
  ben = { id: (await sql`select id from users where email = ${BEN}`)[0]?.id, email: BEN };
  await applyBatch(sql, ...['O1', 'O2'].map((name) => reportedEvent(hoursAgo(0.1), customs(name, 'CUSTOMS_HOLD'))));
  ids = (
    await sql`select cases.id from exception_cases as cases join shipments on shipments.id = shipment_id order by external_id`
  ).map(({ id }) => id);
  notified.mail.received.length = 0;
});

type Command = Parameters<typeof commandExceptions>[3];
async function command(by: string, given: Command, some = ids.slice(0, 1)): Promise<void> {
  await commandExceptions(sql, by, some, given, tellCommand);
  await notified.runtime.drain();
}
const told = async () => (await ownNotices(db, ben, 10)).map(({ headline, detail }) => [headline, detail]);

describe('a person', () => {
  it('is told at the bell of an exception that another assigns to them, with a link to it', async () => {
    await command(ADA, { act: 'assign', owner: BEN });
    expect(await told()).toEqual([['Assigned to you: O1: Customs hold: exam', `${ADA} assigned it to you.`]]);
    expect(await ownNotices(db, ben, 10)).toMatchObject([{ path: `/exceptions?open=${ids[0]}`, isUnread: true }]);
    expect(notified.mail.received).toEqual([]);
  });

  it('is told of a note that mentions them, and by e-mail if they chose that, until they end it', async () => {
    await setOwnEmail(db, BEN, true);
    await command(ADA, { act: 'note', note: `Can you call customs, @${BEN}?` });
    expect(await told()).toEqual([
      [`${ADA} mentioned you: O1: Customs hold: exam`, `${ADA}: Can you call customs, @${BEN}?`],
    ]);
    expect(notified.mail.received.map(({ subject }) => subject)).toEqual(['You were mentioned: O1, Customs hold']);
    await setOwnEmail(db, BEN, false);
    await command(ADA, { act: 'assign', owner: BEN });
    expect([await hasOwnEmail(db, BEN), (await told()).length, notified.mail.received.length]).toEqual([false, 2, 1]);
  });

  it('is told once of many that one command assigns, with each of them', async () => {
    await setOwnEmail(db, BEN, true);
    await command(ADA, { act: 'assign', owner: BEN }, ids);
    expect(await told()).toEqual([['Assigned to you: 2 exceptions', `${ADA} assigned it to you.`]]);
    expect(notified.mail.received[0]?.text).toMatch(/O1: Customs hold: exam\nO2: Customs hold: exam/);
  });

  it('is not told of what they do themselves, and strangers are not told of anything', async () => {
    await command(BEN, { act: 'assign', owner: BEN });
    await command(BEN, { act: 'note', note: `@${BEN} and @stranger@example.com` });
    expect(await told()).toEqual([]);
    expect(await sql`select 1 from notices`).toHaveLength(0);
  });

  it('has no rule in the lists, and is no recipient of other exceptions', async () => {
    await command(ADA, { act: 'assign', owner: BEN });
    await applyBatch(sql, reportedEvent(hoursAgo(0.1), customs('O3', 'CUSTOMS_HOLD')));
    expect(await sql`select 1 from notices`).toHaveLength(1);
  });
});
