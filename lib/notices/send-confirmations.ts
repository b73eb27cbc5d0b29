import type { Sql, Transaction } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { domainOf } from '#lib/model/mail-domain.ts';
import { CONFIRMATION_DAYS, confirmationToken } from './confirmation-token.ts';
import type { Message } from './message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import type { Outcome } from './outcome.ts';
import { suppressBounced } from './suppressions.ts';
import { unconfirmedRecipients } from './unconfirmed-recipients.ts';

/** An e-mail that no rule sends. */
export type RequestedMail = { id: string; to: string; message: Message };

type Claimed = { targetKey: string; target: string; linkId: string; attempts: number };

/** Messages that are sent at the same time. */
const CONCURRENT = 5;

/** The pause after the first failure; doubles with each. With these, the last attempt is a day after the first. */
const RETRY_SECONDS = 60;
const MAX_RETRY_SECONDS = 3_600;
const MAX_ATTEMPTS = 30;

/**
 * Sends the links to confirm addresses that are due. An address whose domain needs no confirmation, or that no rule uses, gets none.
 * Resolves to the number of attempts.
 */
export async function sendConfirmations(
  sql: Sql,
  settings: NoticeSettings,
  send: (mail: RequestedMail) => Promise<Outcome>,
): Promise<number> {
  const { appUrl, authSecret, mail } = settings;
  if (!appUrl || !authSecret || !mail) return 0;
  const claimed = await claimLinks(sql, settings);
  await Promise.all(
    claimed.map(async (address) => {
      const { target: to, targetKey, linkId: id } = address;
      const link = `${appUrl}/confirm-address/${confirmationToken(targetKey, authSecret)}`;
      await record(sql, address, await send({ id, to, message: messageWith(link) }));
    }),
  );
  return claimed.length;
}

/** Nobody else sends them for two minutes. */
async function claimLinks(sql: Sql, settings: NoticeSettings): Promise<Claimed[]> {
  const [due] = await sql`select 1 from mail_addresses where link_due_at <= now() limit 1`;
  if (!due) return [];
  const recipients = await unconfirmedRecipients(sql, settings);
  return sql<Claimed[]>`
    update mail_addresses set link_due_at = now() + interval '2 minutes', link_attempts = link_attempts + 1
    where target_key in (
      select target_key from mail_addresses as address
      where link_due_at <= now() and confirmed_at is null
        and target_key in (select target_key from rule_recipients where id = any(${recipients}::uuid[]))
        and not exists (select from suppressions where suppressions.target_key = address.target_key and rule_id is null)
        and not exists (select from stopped_channels where channel = 'email')
      order by link_due_at limit ${CONCURRENT} for update skip locked)
    returning target_key as "targetKey", target, link_id as "linkId", link_attempts as attempts`;
}

async function record(sql: Sql, address: Claimed, outcome: Outcome): Promise<void> {
  const { targetKey, attempts } = address;
  if (outcome.result === 'sent') {
    await sql`
      update mail_addresses set link_due_at = null, link_error = null, link_sent_at = now(), links_sent = links_sent + 1
      where target_key = ${targetKey}`;
    return;
  }
  const { result, reason } = outcome;
  log.warn({ domain: domainOf(address.target), attempts, result, reason }, 'link to confirm an address not sent');
  await sql.begin(async (tx) => {
    if (outcome.result === 'failed' && outcome.isBounce) await suppressBounced(tx, address, reason);
    const isFinal = result === 'failed' || attempts >= MAX_ATTEMPTS;
    await recordFailure(tx, address, isFinal, reason);
  });
}

async function recordFailure(tx: Transaction, address: Claimed, isFinal: boolean, reason: string): Promise<void> {
  const pause = Math.min(RETRY_SECONDS * 2 ** (address.attempts - 1), MAX_RETRY_SECONDS);
  await tx`
    update mail_addresses set link_error = ${reason},
      link_due_at = case when not ${isFinal} then now() + ${`${pause} seconds`}::interval end
    where target_key = ${address.targetKey}`;
}

function messageWith(link: string): Message {
  return {
    subject: 'Confirm your e-mail address',
    headline: 'Do you want notices of shipments?',
    explanation: `Somebody entered this address in Fairlead, to send it notices of shipments. It gets none until you confirm it. The link can be used for ${CONFIRMATION_DAYS} days.`,
    facts: [],
    link,
    linkText: 'Confirm this address',
    footer: 'If you do not want them, you need not do anything.',
  };
}
