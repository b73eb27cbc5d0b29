import type { Sql, Transaction } from '#db/client.ts';
import { readRows } from '#db/rows.ts';
import { rankOf } from '#lib/model/exception.ts';
import type { ExceptionContent, ExceptionNoticeKind } from '#lib/model/notice.ts';
import { lockNotices } from '../lock-notices.ts';
import { concerns, isEnded, isOpen, isRecent } from './decide-exception.ts';
import { exceptionContent } from './exception-content.ts';
import { type ExceptionRecipient, loadExceptionRecipients } from './exception-recipients.ts';
import { judgeExceptions, type LoadedException } from './judge-exceptions.ts';
import { type DroppedLink, dropLinks } from './write-exception-notices.ts';

type Claimed = { id: string; recipientId: string; kind: string; content: unknown };

type Link = DroppedLink & {
  kind: ExceptionNoticeKind;
  /** Of an end: whether its beginning was sent. */
  isKnown: boolean;
};

/**
 * Writes what notices of exceptions tell when they are sent for the first time: their exceptions as they are now, without those of which
 * it is not true any more. One that has none left is cancelled and left out. Other notices are returned as they are.
 */
export async function freshenNotices<Notice extends Claimed>(
  sql: Sql | Transaction,
  notices: readonly (Notice & { mayBeSent: boolean; exceptionType: string | null })[],
): Promise<Notice[]> {
  const ids = notices.flatMap((one) => (isJudged(one) ? [one.id] : []));
  if (ids.length === 0) return [...notices];
  const within = <Result>(act: (tx: Transaction) => Promise<Result>) => ('begin' in sql ? sql.begin(act) : act(sql));
  const contents = await within((tx) => freshContents(tx, ids));
  return notices.flatMap((one) => {
    const content = contents.get(one.id);
    if (!ids.includes(one.id)) return [one];
    return content ? [{ ...one, content }] : [];
  });
}

/** What concerns one person is told as it was when it happened. */
function isJudged({
  exceptionType,
  mayBeSent,
  kind,
}: {
  exceptionType: string | null;
  mayBeSent: boolean;
  kind: string;
}) {
  return exceptionType !== null && !mayBeSent && kind !== 'assigned' && kind !== 'mentioned';
}

async function freshContents(tx: Transaction, ids: readonly string[]): Promise<Map<string, ExceptionContent>> {
  await lockNotices(tx, tx`id = any(${[...ids]}::uuid[])`);
  const links = await tx<Link[]>`
    select link.recipient_id as "recipientId", link.case_id as "caseId", link.kind, link.severity, link.notice_id as "noticeId", exists (
        select from notice_exceptions as opened join notices on notices.id = opened.notice_id
        where opened.recipient_id = link.recipient_id and opened.case_id = link.case_id and opened.kind = 'opened'
          and notices.state in ('pending', 'sent')) as "isKnown"
    from notice_exceptions as link where link.notice_id = any(${[...ids]}::uuid[])`;
  const rows = await readRows(tx, 'exceptionCases', 'id', [...new Set(links.map(({ caseId }) => caseId))]);
  const shipmentIds = new Set(rows.flatMap(({ shipmentId }) => shipmentId ?? []));
  const told = new Set(links.map(({ recipientId }) => recipientId));
  const recipients = await loadExceptionRecipients(tx, [...shipmentIds], [...told]);
  const exceptions = new Map((await judgeExceptions(tx, rows)).map((one) => [one.row.id, one]));
  const isTrue = (link: Link) => {
    const exception = exceptions.get(link.caseId);
    const recipient = recipients.find(({ id }) => id === link.recipientId);
    return exception !== undefined && recipient !== undefined && isStillTrue(link, exception, recipient);
  };
  await dropLinks(
    tx,
    links.filter((link) => !isTrue(link)),
    'It was over before it was sent.',
  );
  const contents = new Map<string, ExceptionContent>();
  for (const [id, kept] of Map.groupBy(links.filter(isTrue), ({ noticeId }) => noticeId)) {
    const [first, ...others] = kept.flatMap(({ caseId }) => exceptions.get(caseId) ?? []);
    if (first) contents.set(id, exceptionContent([first, ...others]));
  }
  await writeContents(tx, contents);
  return contents;
}

function isStillTrue(
  { kind, severity, isKnown }: Link,
  exception: LoadedException,
  recipient: ExceptionRecipient,
): boolean {
  const { row, shipment } = exception;
  if (kind === 'ended') return isKnown && !isOpen(row) && !isEnded(row, shipment?.status);
  const isActive = isOpen(row) && row.snoozedAt === null && concerns(recipient, exception);
  return isActive && (kind === 'opened' ? isRecent(exception) : row.severity >= severity);
}

/** The severity that is told is noted, so that a greater one is told later. */
async function writeContents(tx: Transaction, contents: ReadonlyMap<string, ExceptionContent>): Promise<void> {
  if (contents.size === 0) return;
  const given = [...contents].map(([id, content]) => ({ id, content }));
  await tx`
    update notices set content = given.content
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, content json) where notices.id = given.id`;
  const severities = given.flatMap(({ id, content }) =>
    content.exceptions.map((one) => ({ noticeId: id, caseId: one.id, severity: rankOf(one.severity) })),
  );
  await tx`
    update notice_exceptions as link set severity = given.severity
    from json_to_recordset(${JSON.stringify(severities)}::text::json) as given("noticeId" uuid, "caseId" uuid, severity int)
    where link.notice_id = given."noticeId" and link.case_id = given."caseId" and link.kind <> 'ended'`;
}
