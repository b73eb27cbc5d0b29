import { afterAll } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { openNotifier } from '#lib/notices/notifier.ts';
import { ownDatabase } from './database.ts';
import { type MailServer, type Received, startMailServer } from './mail-server.ts';
import { AUTH_SECRET } from './server.ts';

const ORIGIN = 'https://fairlead.example.com';

/** A database with a mail server, for tests of accounts without pages. */
export type Accounts = {
  sql: Sql;
  db: Database;
  mail: MailServer;
  /** Sends what is due, as the worker does. Returns the messages that arrived by that. */
  sendDue(): Promise<Received[]>;
};

/** Opens it; it is closed after the test file. */
export async function openAccounts(): Promise<Accounts> {
  const databaseUrl = await ownDatabase();
  const sql = openSql(databaseUrl, { max: 3 });
  const db = openDatabase(databaseUrl, { max: 3 });
  const mail = await startMailServer();
  const settings = { SMTP_URL: mail.url, MAIL_FROM: 'Fairlead <fairlead@example.com>', APP_URL: ORIGIN, AUTH_SECRET };
  const notifier = openNotifier(sql, noticeSettings(settings));
  afterAll(async () => {
    notifier.stop();
    await Promise.all([sql.end(), db.$client.end(), mail.stop()]);
  });
  return {
    sql,
    db,
    mail,
    async sendDue() {
      const before = mail.received.length;
      await notifier.sendDue();
      return mail.received.slice(before);
    },
  };
}

/** The token of the link in a message; fails without one. */
export function tokenIn({ text }: Received, page: 'invitation' | 'reset-password'): string {
  const found = new RegExp(`${ORIGIN}/${page}/([\\w-]{43})\\s`).exec(text ?? '')?.[1];
  if (!found) throw new Error(`No link in: ${text}`);
  return found;
}
