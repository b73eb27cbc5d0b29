/** Sends the due notices in a process of its own to be killed, from the message `go` on: `fork(…, [database])`. Sends back when it has none left. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { openNotifier } from '#lib/notices/notifier.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const sql = openSql(databaseUrl, { max: 3 });
const notifier = openNotifier(sql, noticeSettings(process.env));
await sql`select 1`;
process.send?.('ready');
await once(process, 'message');
for (;;) {
  if ((await notifier.sendDue()) === 0) process.send?.('idle');
  await sleep(20);
}
