import { randomUUID } from 'node:crypto';
import type { Transaction } from '#db/client.ts';
import { severityNamed } from '#lib/model/exception.ts';
import { nextDigestAt } from '#lib/model/notice-schedule.ts';
import type { ExceptionDecision, ToldException } from './decide-exception.ts';
import { exceptionContent } from './exception-content.ts';
import type { ExceptionRecipient } from './exception-recipients.ts';
import type { LoadedException } from './judge-exceptions.ts';
import { REOPENED_WITHIN_MS } from './load-told.ts';
import { mutedBy } from './silent-source.ts';

/** What was decided about an exception and a recipient. `pastId`: the exception of which it was told. */
export type Decided = {
  recipient: ExceptionRecipient;
  exception: LoadedException;
  decision: ExceptionDecision;
  pastId: string;
  told: readonly ToldException[];
};

type ToBeTold = Decided & { tell: NonNullable<ExceptionDecision['tell']> };

/** Writes decisions in the caller's transaction, which has locked the notices of their rules and entities. */
export async function writeExceptionNotices(tx: Transaction, decided: readonly Decided[], asOf: string): Promise<void> {
  await forget(
    tx,
    decided.filter(({ decision }) => decision.forget),
  );
  await drop(tx, decided);
  await inherit(
    tx,
    decided.filter(({ decision, exception, pastId }) => pastId !== exception.row.id && !decision.forget),
  );
  await raise(tx, decided);
  const toBeTold = decided.flatMap((one) => (one.decision.tell ? [{ ...one, tell: one.decision.tell }] : []));
  if (toBeTold.length > 0) await tell(tx, toBeTold, asOf);
}

async function forget(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const links = decided.map(({ recipient, pastId }) => ({ recipientId: recipient.id, caseId: pastId }));
  await tx`
    delete from notice_exceptions using json_to_recordset(${JSON.stringify(links)}::text::json) as given("recipientId" uuid, "caseId" uuid)
    where recipient_id = given."recipientId" and case_id = given."caseId"`;
}

/** Takes exceptions out of notices that were not sent; one that has none left is cancelled. */
async function drop(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  const links = decided.flatMap(({ recipient, pastId, decision }) =>
    decision.drop.map((told) => ({ ...told, recipientId: recipient.id, caseId: pastId })),
  );
  await dropLinks(tx, links, 'It was over before it was sent.');
}

/** What of a notice is not told any more. */
export type DroppedLink = Pick<ToldException, 'kind' | 'severity' | 'noticeId'> & {
  recipientId: string;
  caseId: string;
};

/** Removes exceptions from notices; one that has none left is cancelled. */
export async function dropLinks(tx: Transaction, links: readonly DroppedLink[], reason: string): Promise<void> {
  if (links.length === 0) return;
  await tx`
    delete from notice_exceptions as link
    using json_to_recordset(${JSON.stringify(links)}::text::json) as given("recipientId" uuid, "caseId" uuid, kind text, severity int)
    where (link.recipient_id, link.case_id, link.kind, link.severity)
      = (given."recipientId", given."caseId", given.kind, given.severity::smallint)`;
  await tx`
    update notices set state = 'cancelled', leased_until = null, last_error = ${reason}
    where id = any(${[...new Set(links.map(({ noticeId }) => noticeId))]}::uuid[]) and state = 'pending'
      and not exists (select from notice_exceptions where notice_id = notices.id)`;
}

/** What was told of an exception holds for the one that opened again. */
async function inherit(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const moved = decided.map(({ recipient, pastId, exception }) => ({
    recipientId: recipient.id,
    pastId,
    caseId: exception.row.id,
  }));
  await tx`
    update notice_exceptions as link set case_id = given."caseId"
    from json_to_recordset(${JSON.stringify(moved)}::text::json) as given("recipientId" uuid, "pastId" uuid, "caseId" uuid)
    where link.recipient_id = given."recipientId" and link.case_id = given."pastId"`;
}

/** A notice that waits becomes as severe as its exceptions: critical ones do not wait for the end of quiet hours. */
async function raise(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  const raised = decided.flatMap(({ told, exception: { row }, decision }) =>
    told.flatMap((one) =>
      one.kind === 'opened' && one.state === 'unsent' && !decision.drop.includes(one) && row.severity > one.severity
        ? [{ id: one.noticeId, severity: row.severity }]
        : [],
    ),
  );
  if (raised.length === 0) return;
  const given = raised.map(({ id, severity }) => ({ id, severity: severityNamed(severity) }));
  await tx`
    update notices set severity = given.severity
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, severity text)
    where notices.id = given.id and array_position(${SEVERITY_ORDER}::text[], given.severity)
      > array_position(${SEVERITY_ORDER}::text[], notices.severity)`;
}

const SEVERITY_ORDER = [0, 1, 2, 3].map(severityNamed);

/** Exceptions of one recipient, type and entity are one notice, as long as that was not sent. */
async function tell(tx: Transaction, toBeTold: readonly ToBeTold[], asOf: string): Promise<void> {
  const groups = [...Map.groupBy(toBeTold, groupOf)];
  const waiting = await waitingNotices(tx, toBeTold);
  const links: DroppedLink[] = [];
  const fresh: object[] = [];
  const delayed: { id: string; notBefore: string }[] = [];
  for (const [key, [first, ...others]] of groups) {
    if (!first) continue;
    const known = waiting.get(key);
    const noticeId = known ?? randomUUID();
    const notBefore = dueAt(first, asOf);
    if (known === undefined) fresh.push({ id: noticeId, ...newNotice([first, ...others], asOf), at: fresh.length });
    else if (first.tell.kind === 'ended') delayed.push({ id: known, notBefore });
    for (const { recipient, exception, tell: told } of [first, ...others])
      links.push({ ...told, noticeId, recipientId: recipient.id, caseId: exception.row.id });
  }
  await insertNotices(tx, fresh);
  await delay(tx, delayed);
  await tx`
    insert into notice_exceptions (recipient_id, case_id, kind, severity, notice_id)
    select "recipientId", "caseId", kind, severity, "noticeId" from json_to_recordset(${JSON.stringify(links)}::text::json)
      as given("recipientId" uuid, "caseId" uuid, kind text, severity int, "noticeId" uuid)
    on conflict (recipient_id, case_id, kind, severity) do update set notice_id = excluded.notice_id`;
}

const groupOf = ({ recipient, exception: { row }, tell: { kind } }: ToBeTold) =>
  `${recipient.id} ${row.entityId} ${row.type} ${kind}`;

/** The notices that exceptions can be added to, by group. */
async function waitingNotices(tx: Transaction, toBeTold: readonly ToBeTold[]): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; key: string }[]>`
    select id, concat_ws(' ', recipient_id, subject_id, exception_type, kind) as key from notices
    where state = 'pending' and leased_until is null and digest_id is null and exception_type is not null
      and recipient_id = any(${toBeTold.map(({ recipient }) => recipient.id)}::uuid[])
      and subject_id = any(${toBeTold.map(({ exception }) => exception.row.entityId)}::uuid[])
    order by position`;
  return new Map(rows.map(({ id, key }) => [key, id]));
}

function newNotice([first, ...others]: readonly [ToBeTold, ...ToBeTold[]], asOf: string): object {
  const { recipient, exception, tell: told } = first;
  const { row, provider } = exception;
  const severities = [first, ...others].map((one) => one.exception.row.severity);
  return {
    ...{ recipientId: recipient.id, subjectId: row.entityId, shipmentId: row.shipmentId, generation: row.generation },
    ...{ exceptionType: row.type, kind: told.kind, inDigest: recipient.cadence !== 'at_once' },
    severity: told.kind === 'ended' ? 'low' : severityNamed(Math.max(...severities)),
    sourceId: told.kind === 'ended' ? null : mutedBy(row.type, provider),
    content: exceptionContent([exception, ...others.map((one) => one.exception)]),
    notBefore: dueAt(first, asOf),
  };
}

/** When it is told, if it lasts until then. What evidence ended may open again soon. */
function dueAt({ recipient, tell: { kind }, exception: { row } }: ToBeTold, asOf: string): string {
  const hold = recipient.holdMinutes * 60_000;
  const wait = kind === 'ended' && row.closedAt !== null ? Math.max(hold, REOPENED_WITHIN_MS) : hold;
  const at = new Date(Date.parse(asOf) + wait).toISOString();
  return nextDigestAt(recipient, at) ?? at;
}

async function insertNotices(tx: Transaction, fresh: readonly object[]): Promise<void> {
  if (fresh.length === 0) return;
  await tx`
    insert into notices (id, recipient_id, subject_id, shipment_id, generation, exception_type, kind, severity, source_id, content, in_digest,
      not_before, created_at)
    select id, "recipientId", "subjectId", "shipmentId", generation, "exceptionType", kind, severity, "sourceId", content, "inDigest",
      "notBefore", now()
    from json_to_recordset(${JSON.stringify(fresh)}::text::json) as given(id uuid, "recipientId" uuid, "subjectId" uuid, "shipmentId" uuid,
      generation int, "exceptionType" text, kind text, severity text, "sourceId" uuid, content json, "inDigest" boolean,
      "notBefore" timestamptz, at int)
    order by at`;
}

async function delay(tx: Transaction, delayed: readonly { id: string; notBefore: string }[]): Promise<void> {
  if (delayed.length === 0) return;
  await tx`
    update notices set not_before = greatest(not_before, given."notBefore")
    from json_to_recordset(${JSON.stringify(delayed)}::text::json) as given(id uuid, "notBefore" timestamptz)
    where notices.id = given.id`;
}
