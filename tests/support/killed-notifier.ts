/** Sends the due notices and never records that, in a process of its own to be killed: `node killed-notifier.ts <database>`. */
import { openSql } from '#db/client.ts';
import { claimNotices } from '#lib/notices/claim.ts';
import { noticeMessage } from '#lib/notices/notice-message.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { openNotifier } from '#lib/notices/notifier.ts';
import { payloadFor } from '#lib/notices/webhook.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const sql = openSql(databaseUrl, { max: 1 });
const notifier = openNotifier(sql, noticeSettings(process.env));
for (const notice of await claimNotices(sql, ['email'], 5))
  await notifier.dispatch({
    ...notice,
    subscription: notice,
    message: noticeMessage({ ...notice, link: null }),
    payload: payloadFor({ ...notice, link: null }),
  });
setInterval(() => {}, 1_000);
