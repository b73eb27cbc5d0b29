import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { CHANGE_CHANNEL } from '#lib/inbox/jobs.ts';
import { countUnread, markRead, ownNotices } from '#lib/notices/own-notices.ts';
import { eventually } from '#tests/support/await.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

let shipment = 14_000;
beforeEach(async () => {
  shipment += 1;
  await sql`truncate notices, notification_rules, notice_readers cascade`;
  await sql`delete from users`;
});

async function addUser(
  email: string,
  createdAt = new Date(Date.now() - 3_600_000),
): Promise<{ id: string; email: string }> {
  const [row] =
    await sql`insert into users (email, role, created_at) values (${email}, 'viewer', ${createdAt}) returning id`;
  return { id: row?.id, email };
}
const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const headlines = async (user: { id: string; email: string }) =>
  (await ownNotices(db, user, 10)).map(({ headline, isUnread }) => `${headline}${isUnread ? ', new' : ''}`);

describe('a notice in the application', () => {
  it('of a rule for everybody is unread for each user until they have seen it', async () => {
    const [ada, ben] = [await addUser('ada@example.com'), await addUser('ben@example.com')];
    await notified.addRule({ channel: 'app' });
    await depart();
    expect(await headlines(ada)).toEqual([`FLEX-${shipment} departed, new`]);
    expect(await ownNotices(db, ada, 10)).toMatchObject([{ detail: 'Shanghai → Los Angeles' }]);
    const [seen] = await ownNotices(db, ada, 10);
    await markRead(db, ada, seen?.sentAt ?? '');
    expect([await countUnread(db, ada), await countUnread(db, ben)]).toEqual([0, 1]);
    await depart(shipment + 100);
    expect(await headlines(ada)).toEqual([`FLEX-${shipment + 100} departed, new`, `FLEX-${shipment} departed`]);
  });

  it('of a rule for one user is for that user only', async () => {
    const [ada, ben] = [await addUser('ada@example.com'), await addUser('ben@example.com')];
    await notified.addRule({ channel: 'app', target: 'Ada@Example.com' });
    await depart();
    expect([await countUnread(db, ada), await countUnread(db, ben)]).toEqual([1, 0]);
  });

  it('is none of another channel, and none from before the user was added counts as unread', async () => {
    const ada = await addUser('ada@example.com');
    await notified.addRule({ target: 'ada@example.com' });
    await depart();
    expect(await headlines(ada)).toEqual([]);
    await notified.addRule({ channel: 'app' });
    await depart(shipment + 100);
    const late = await addUser('late@example.com', new Date(Date.now() + 1_000));
    expect(await countUnread(db, late)).toBe(0);
    expect(await headlines(late)).toEqual([`FLEX-${shipment + 100} departed`]);
  });

  it('stays read when an older page marks fewer as read', async () => {
    const ada = await addUser('ada@example.com');
    await notified.addRule({ channel: 'app' });
    await depart();
    const [seen] = await ownNotices(db, ada, 10);
    await markRead(db, ada, seen?.sentAt ?? '');
    await markRead(db, ada, hoursAgo(2));
    expect(await countUnread(db, ada)).toBe(0);
  });

  it('is told to open pages, and is corrected if the report is withdrawn', async () => {
    const ada = await addUser('ada@example.com');
    const payloads: string[] = [];
    await sql.listen(CHANGE_CHANNEL, (payload) => payloads.push(payload));
    await notified.addRule({ channel: 'app' });
    await depart();
    await notified.deliver('flexport', sailing({ shipment }));
    expect(await headlines(ada)).toEqual([
      `Correction: FLEX-${shipment} has not departed, new`,
      `FLEX-${shipment} departed, new`,
    ]);
    const told = async () => payloads.filter((one) => one === '{"subjects":["notices"]}').length;
    expect(await eventually(told, (count) => count >= 2)).toBe(2);
  });
});
