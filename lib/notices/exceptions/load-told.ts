import type { Transaction } from '#db/client.ts';
import type { ToldException } from './decide-exception.ts';
import type { ExceptionRecipient } from './exception-recipients.ts';

/** An exception that ends and opens again within this time is the same for its recipients. */
export const REOPENED_WITHIN_MS = 3_600_000;

/** What recipients were told of an exception. It was told of `pastId`: another id if that was the exception before it opened again. */
export type ToldOf = { pastId: string; told: ToldException[] };

type Link = ToldException & { recipientId: string; caseId: string; pastId: string };

/**
 * What recipients were told of exceptions, by recipient and exception. Their notices are locked by the caller. Of one that opened again, the notices of the one
 * before count, unless its recipients know that it had ended.
 */
export async function loadTold(
  tx: Transaction,
  recipients: readonly Pick<ExceptionRecipient, 'id'>[],
  caseIds: readonly string[],
  asOf: string,
): Promise<Map<string, ToldOf>> {
  const recent = new Date(Date.parse(asOf) - REOPENED_WITHIN_MS).toISOString();
  const links = await tx<Link[]>`
    with past as (
      select id as "caseId", id as "pastId", true as recent from exception_cases where id = any(${[...caseIds]}::uuid[])
      union all
      select cases.id, before.id, before.closed_at >= ${recent} from exception_cases as cases
      join exception_cases as before on (before.entity_id, before.type, before.part, before.generation)
        = (cases.entity_id, cases.type, cases.part, cases.generation - 1)
      where cases.id = any(${[...caseIds]}::uuid[]) and cases.closed_at is null)
    select link.recipient_id as "recipientId", "caseId", "pastId", link.kind, link.severity, link.notice_id as "noticeId",
      case when notices.state = 'pending' and leased_until is null then 'unsent'
        when notices.state in ('pending', 'sent') then 'sent' else 'lost' end as state
    from past
    join notice_exceptions as link on link.case_id = past."pastId" and link.recipient_id = any(${recipients.map(({ id }) => id)}::uuid[])
    join notices on notices.id = link.notice_id
    where past.recent or link.recipient_id in (
      select ended.recipient_id from notice_exceptions as ended join notices as waiting on waiting.id = ended.notice_id
      where ended.case_id = "pastId" and ended.kind = 'ended' and waiting.state = 'pending' and waiting.leased_until is null)
    order by notices.position`;
  const known = new Map<string, ToldOf>();
  for (const [key, found] of Map.groupBy(links, ({ recipientId, caseId }) => `${recipientId} ${caseId}`)) {
    const own = found.filter(({ caseId, pastId }) => caseId === pastId);
    const told = own.length > 0 ? own : found.filter(isUnended(found));
    const [first] = told;
    if (first) known.set(key, { pastId: first.pastId, told });
  }
  return known;
}

/** Nothing counts of one whose end was told. */
function isUnended(links: readonly Link[]): () => boolean {
  const isEnded = links.some(({ kind, state }) => kind === 'ended' && state !== 'unsent');
  return () => !isEnded;
}
