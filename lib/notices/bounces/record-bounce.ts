import type { Sql, Transaction } from '#db/client.ts';
import { lockNotices } from '../lock-notices.ts';
import { storedTarget } from '../target.ts';
import type { BounceReport } from './report.ts';

/** The address of a message that bounced, as rules have it. */
type Address = { target: string; targetKey: string };

const MAX_DETAIL = 500;

/**
 * Records a bounce. The notices of the message become bounced, except after a complaint: that message arrived. A hard bounce or a
 * complaint suppresses its address for every rule; a soft one is counted. A second report of the same message changes nothing. Returns
 * false if nothing was sent to it.
 */
export function recordBounce(sql: Sql, report: BounceReport): Promise<boolean> {
  return sql.begin(async (tx) => {
    const address = (await addressOfMessage(tx, report.messageId)) ?? (await knownAddress(tx, report.address));
    if (!address) return false;
    const detail = report.detail.slice(0, MAX_DETAIL);
    const isNew = report.messageId === null || (await markBounced(tx, { ...report, detail }));
    if (report.kind !== 'soft') {
      const reason = report.kind === 'hard' ? 'bounced' : 'complained';
      await tx`
        insert into suppressions (target_key, target, reason, detail, created_at)
        values (${address.targetKey}, ${address.target}, ${reason}, ${detail}, now()) on conflict do nothing`;
    } else if (isNew) await countBounce(tx, address, detail);
    return true;
  });
}

/** The recipient of a notice, a digest or a link to confirm an address. */
async function addressOfMessage(tx: Transaction, id: string | null): Promise<Address | undefined> {
  if (id === null) return undefined;
  const [found] = await tx<Address[]>`
    select target, target_key as "targetKey" from rule_recipients
    where channel = 'email' and id in (select recipient_id from notices where id = ${id} or digest_id = ${id})
    union all select target, target_key from mail_addresses where link_id = ${id}
    limit 1`;
  return found;
}

/** An address to which rules send, or sent. */
async function knownAddress(tx: Transaction, given: string | null): Promise<Address | undefined> {
  if (given === null) return undefined;
  const { targetKey } = storedTarget('email', given, '');
  const [found] = await tx<Address[]>`
    select target, target_key as "targetKey" from rule_recipients where target_key = ${targetKey} limit 1`;
  return found;
}

/** Returns whether this report is the first one of the message. */
async function markBounced(tx: Transaction, { messageId: id, kind, detail }: BounceReport): Promise<boolean> {
  if (kind === 'complaint') return true;
  await lockNotices(tx, tx`id = ${id} or digest_id = ${id}`);
  const [known] = await tx`select 1 from notices where (id = ${id} or digest_id = ${id}) and state = 'bounced' limit 1`;
  await tx`
    update notices set state = 'bounced', last_error = ${detail}
    where (id = ${id} or digest_id = ${id}) and state = 'sent'`;
  return !known;
}

async function countBounce(tx: Transaction, { target, targetKey }: Address, detail: string): Promise<void> {
  await tx`
    insert into mail_addresses (target_key, target, created_at, soft_bounces, last_bounce_at, last_bounce)
    values (${targetKey}, ${target}, now(), 1, now(), ${detail})
    on conflict (target_key) do update set soft_bounces = mail_addresses.soft_bounces + 1,
      last_bounce_at = excluded.last_bounce_at, last_bounce = excluded.last_bounce`;
}
