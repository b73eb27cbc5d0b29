import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { log } from '#lib/log.ts';
import { type AccountLinkKind, type AccountMailKind, linkExpiry, linkPath, newToken } from '#lib/model/account-link.ts';
import { domainOf } from '#lib/model/mail-domain.ts';
import {
  invitationMessage,
  noPasswordMessage,
  passwordChangedMessage,
  resetMessage,
  secondFactorMessage,
} from './account-messages.ts';
import type { Message } from './message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import type { Outcome } from './outcome.ts';
import type { RequestedMail } from './send-confirmations.ts';

type Claimed = {
  id: string;
  kind: AccountMailKind;
  target: string;
  linkId: string | null;
  attempts: number;
  createdAt: string;
};

/** A message that waited longer, because there was no mail server, is no news any more. An invitation always is. */
const MAX_WAIT_MS = 6 * 3_600_000;

/** Messages that are sent at the same time. */
const CONCURRENT = 5;

/** The pause after the first failure; doubles with each. With these, the last attempt is about six hours after the first. */
const RETRY_SECONDS = 20;
const MAX_RETRY_SECONDS = 3_600;
const MAX_ATTEMPTS = 13;

/** Whether this installation can send e-mails about accounts: their links need its address. */
export function sendsAccountMails({ appUrl, mail }: NoticeSettings): boolean {
  return appUrl !== null && mail !== null;
}

/** Sends the e-mails about accounts that are due. Resolves to the number of attempts, those that send nothing included. */
export async function sendAccountMails(
  sql: Sql,
  settings: NoticeSettings,
  send: (mail: RequestedMail) => Promise<Outcome>,
): Promise<number> {
  const { appUrl } = settings;
  if (!appUrl || !sendsAccountMails(settings)) return 0;
  const claimed = await claimMails(sql);
  await Promise.all(
    claimed.map(async (mail) => {
      const message = await sql.begin((tx) => prepare(tx, mail, appUrl));
      if (message === null) await sql`delete from account_mails where id = ${mail.id}`;
      else await record(sql, mail, await send({ id: mail.id, to: mail.target, message }));
    }),
  );
  return claimed.length;
}

/** Nobody else sends them for two minutes. */
function claimMails(sql: Sql): Promise<Claimed[]> {
  return sql<Claimed[]>`
    update account_mails set due_at = now() + interval '2 minutes', attempts = attempts + 1
    where id in (
      select id from account_mails where due_at <= now() order by due_at limit ${CONCURRENT} for update skip locked)
    returning id, kind, target, link_id as "linkId", attempts, created_at as "createdAt"`;
}

/** The message; null if there is nothing to send any more. A message with a link gets a new token, which ends that of an earlier attempt. */
async function prepare(tx: Transaction, mail: Claimed, appUrl: string): Promise<Message | null> {
  const { kind, target, linkId } = mail;
  if (kind !== 'invitation' && Date.parse(now()) - Date.parse(mail.createdAt) > MAX_WAIT_MS) return null;
  if (kind === 'reset_requested') return answerRequest(tx, target, appUrl);
  if (kind === 'password_changed') return passwordChangedMessage();
  if (kind === 'second_factor_on') return secondFactorMessage('on');
  if (kind === 'second_factor_off') return secondFactorMessage('off');
  if (kind === 'second_factor_reset') return secondFactorMessage('reset');
  const issued = linkId === null ? null : await issueToken(tx, kind, linkId);
  if (!issued) return null;
  const link = `${appUrl}${linkPath(kind, issued.token)}`;
  return kind === 'reset' ? resetMessage(link) : invitationMessage({ ...issued, link });
}

type Issued = { token: string; by: string; role: string };

async function issueToken(tx: Transaction, kind: AccountLinkKind, linkId: string): Promise<Issued | null> {
  const { token, hash } = newToken();
  const [issued] = await tx<{ by: string; role: string | null }[]>`
    update account_links set hash = ${hash}, expires_at = ${linkExpiry(kind, now())}
    where id = ${linkId} and ended is null returning created_by as by, role`;
  return issued ? { token, by: issued.by, role: issued.role ?? '' } : null;
}

/** An address without an account gets no message. */
async function answerRequest(tx: Transaction, email: string, appUrl: string): Promise<Message | null> {
  const [person] = await tx<{ id: string; hasPassword: boolean }[]>`
    select id, password_hash is not null as "hasPassword" from users
    where email = ${email} and removed_at is null for update`;
  if (!person) return null;
  if (!person.hasPassword) return noPasswordMessage(`${appUrl}/sign-in`);
  await tx`update account_links set ended = 'replaced' where kind = 'reset' and email = ${email} and ended is null`;
  const { token, hash } = newToken();
  const at = now();
  await tx`
    insert into account_links (kind, email, user_id, created_by, created_at, hash, expires_at)
    values ('reset', ${email}, ${person.id}, ${email}, ${at}, ${hash}, ${linkExpiry('reset', at)})`;
  await audit(tx, email, 'reset-requested', email);
  return resetMessage(`${appUrl}${linkPath('reset', token)}`);
}

async function record(sql: Sql, mail: Claimed, outcome: Outcome): Promise<void> {
  if (outcome.result === 'sent') {
    await sql`delete from account_mails where id = ${mail.id}`;
    return;
  }
  const { id, kind, attempts } = mail;
  const { result, reason } = outcome;
  log.warn({ kind, domain: domainOf(mail.target), attempts, result, reason }, 'e-mail about an account not sent');
  const isFinal = result === 'failed' || attempts >= MAX_ATTEMPTS;
  if (isFinal && kind !== 'invitation') {
    await sql`delete from account_mails where id = ${id}`;
    return;
  }
  const pause = Math.min(RETRY_SECONDS * 2 ** (attempts - 1), MAX_RETRY_SECONDS);
  await sql`
    update account_mails set error = ${reason},
      due_at = case when not ${isFinal} then now() + ${`${pause} seconds`}::interval end
    where id = ${id}`;
}
