import type { Transaction } from '#db/client.ts';
import type { RecordedAct } from '#lib/exceptions/record-acts.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import { severityNamed } from '#lib/model/exception.ts';
import { ownRuleId } from '#lib/model/identity.ts';
import type { ExceptionContent } from '#lib/model/notice.ts';
import { exceptionContent } from './exception-content.ts';
import { judgeExceptions, type LoadedException } from './judge-exceptions.ts';
import { ensureOwnRules } from './own-rules.ts';

/** What concerns one person in one command: exceptions that were assigned to them, or a note that mentions them. */
type Concern = { kind: 'assigned' | 'mentioned'; email: string; by: string; note: string | undefined; ids: string[] };

/** Exceptions that one notice lists. */
const MAX_LISTED = 100;

/** A note is told up to this length. */
const MAX_NOTE = 500;

/**
 * Writes the notices for the persons whom a command concerns: at the bell, and by e-mail for those who chose it. One command is one notice
 * for each of them, however many exceptions it is about; nobody is told of what they did themselves.
 */
export async function recordOwnNotices(
  tx: Transaction,
  changed: readonly CaseRow[],
  acts: readonly RecordedAct[],
): Promise<void> {
  const concerns = await amongUsers(tx, concernsIn(acts));
  if (concerns.length === 0) return;
  await ensureOwnRules(tx, [...new Set(concerns.map(({ email }) => email))]);
  const exceptions = new Map((await judgeExceptions(tx, changed)).map((one) => [one.row.id, one]));
  const notices = concerns.flatMap((concern, at) => {
    const [first, ...others] = concern.ids.flatMap((id) => exceptions.get(id) ?? []).slice(0, MAX_LISTED);
    if (!first) return [];
    const { entityId: subjectId, shipmentId, type: exceptionType, severity } = first.row;
    const common = { subjectId, shipmentId, exceptionType, severity: severityNamed(severity), kind: concern.kind };
    const content = contentOf(concern, [first, ...others]);
    const { email } = concern;
    return ['app', 'email'].map((channel) => ({ ...common, recipientId: ownRuleId(email, channel), content, at }));
  });
  await tx`
    insert into notices (recipient_id, subject_id, shipment_id, generation, exception_type, kind, severity, content, not_before, created_at)
    select "recipientId", "subjectId", "shipmentId", 1, "exceptionType", kind, given.severity, content, now(), now()
    from json_to_recordset(${JSON.stringify(notices)}::text::json) as given("recipientId" uuid, "subjectId" uuid, "shipmentId" uuid,
      "exceptionType" text, kind text, severity text, content json, at int)
    join rule_recipients as recipient on recipient.id = "recipientId" and recipient.removed_at is null
    join notification_rules as rule on rule.id = recipient.rule_id and rule.enabled and rule.removed_at is null
    order by at`;
}

function concernsIn(acts: readonly RecordedAct[]): Concern[] {
  const concerns = new Map<string, Concern>();
  const add = (kind: Concern['kind'], email: string, { by, caseId, content: { note } }: RecordedAct) => {
    if (by === null || email === by.toLowerCase()) return;
    const key = `${kind} ${email}`;
    const known = concerns.get(key) ?? { kind, email, by, note: note?.slice(0, MAX_NOTE), ids: [] };
    concerns.set(key, { ...known, ids: [...known.ids, caseId] });
  };
  for (const act of acts) {
    const { owner, mentions = [] } = act.content;
    if (act.kind === 'assigned' && owner) add('assigned', owner, act);
    for (const email of mentions) add('mentioned', email, act);
  }
  return [...concerns.values()];
}

async function amongUsers(tx: Transaction, concerns: readonly Concern[]): Promise<Concern[]> {
  if (concerns.length === 0) return [];
  const users = await tx<{ email: string }[]>`
    select email from users where email = any(${concerns.map(({ email }) => email)}::text[]) and removed_at is null`;
  const known = new Set(users.map(({ email }) => email));
  return concerns.filter(({ email }) => known.has(email));
}

/** Of several exceptions, each with what it is about. */
function contentOf(
  { by, note }: Concern,
  exceptions: readonly [LoadedException, ...LoadedException[]],
): ExceptionContent {
  const content = exceptionContent(exceptions);
  const said = { by, ...(note !== undefined && { note }) };
  if (exceptions.length === 1) return { ...content, ...said };
  const about = new Map(
    exceptions.map((one) => [one.row.id, { reference: exceptionContent([one]).reference, type: one.row.type }]),
  );
  const told = content.exceptions.map((one) => ({
    ...one,
    about: about.get(one.id) ?? { reference: '', type: content.exceptionType },
  }));
  return { ...content, ...said, exceptions: told };
}
