import { randomUUID } from 'node:crypto';
import { audit } from '#db/audit.ts';
import type { Database, Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import {
  includes,
  NOTICE_LABELS,
  NOTICE_MILESTONES,
  type NoticeKind,
  type NoticeMilestone,
  reachedBy,
} from '#lib/model/notice.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { DigestNotice } from './claim-digest.ts';
import { digestMessage } from './digest-message.ts';
import { exampleException } from './exceptions/example-exception.ts';
import { htmlOf } from './mail-html.ts';
import { type Message, plainText } from './message.ts';
import { noticeMessage, noticePath } from './notice-message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import type { Notifier } from './notifier.ts';
import { slackText } from './slack/text.ts';
import { contentOf, loadSubjects } from './subjects.ts';
import { teamsBody } from './teams.ts';
import { digestPayload, payloadFor, type WebhookPayload } from './webhook.ts';

type NoticeTemplate = { key: string; label: string; milestone: NoticeMilestone; kind: NoticeKind };

type ExceptionTemplate = { key: string; label: string; milestone: null; kind: 'opened' | 'worsened' | 'ended' };

/** A kind of message that rules send. */
export type Template = NoticeTemplate | ExceptionTemplate | { key: string; label: string; kind: 'digest' };

const NOTICE_TEMPLATES: readonly NoticeTemplate[] = NOTICE_MILESTONES.flatMap((milestone) => [
  { key: milestone, label: NOTICE_LABELS[milestone], milestone, kind: 'told' as const },
  {
    key: `${milestone}-corrected`,
    label: `Correction: ${NOTICE_LABELS[milestone].toLowerCase()}`,
    milestone,
    kind: 'corrected' as const,
  },
]);

const EXCEPTION_TEMPLATES: readonly ExceptionTemplate[] = [
  { key: 'exception', label: 'Exception', milestone: null, kind: 'opened' },
  { key: 'exception-worsened', label: 'Exception: worse', milestone: null, kind: 'worsened' },
  { key: 'exception-ended', label: 'Exception: ended', milestone: null, kind: 'ended' },
];

export const TEMPLATES: readonly Template[] = [
  ...NOTICE_TEMPLATES,
  ...EXCEPTION_TEMPLATES,
  { key: 'digest', label: 'Digest', kind: 'digest' as const },
];

/** A message about a real shipment, as each channel sends it. */
export type Preview = {
  /** Null for an exception that belongs to none. */
  shipmentId: string | null;
  message: Message;
  payload: WebhookPayload;
  text: string;
  html: string;
  slack: string;
  teams: string;
};

/**
 * A template with the data of a shipment; by default of the one that was updated last, of those about which it would be sent, or of the
 * most urgent exception. A digest has the last of each milestone. Null without shipments, or exceptions.
 */
export async function previewOf(
  sql: Sql,
  settings: NoticeSettings,
  template: Template,
  shipmentId: string | null = null,
): Promise<Preview | null> {
  const isDigest = template.kind === 'digest';
  const notices = isDigest ? await digestFor(sql) : await noticeFor(sql, template, shipmentId);
  const [first] = notices;
  if (!first) return null;
  const link = settings.appUrl && `${settings.appUrl}${noticePath(first)}`;
  const digest = { notices, ruleName: RULE_NAME };
  const notice = { ...first, ruleName: RULE_NAME, link };
  const message = isDigest ? digestMessage(digest, settings.appUrl).message : noticeMessage(notice);
  // It leads to the page of links that are not valid.
  const unsubscribe = settings.appUrl ? `${settings.appUrl}/unsubscribe/preview` : undefined;
  return {
    shipmentId: first.shipmentId,
    message,
    payload: isDigest ? digestPayload(digest, settings.appUrl) : payloadFor(notice),
    text: plainText(message, unsubscribe),
    html: htmlOf(message, unsubscribe),
    slack: slackText(message),
    teams: teamsBody(message),
  };
}

const RULE_NAME = 'Preview';

/** Sends a preview to the address of a user at once. Returns why it failed, or null. */
export async function sendPreview(
  db: Database,
  { notifier, sql }: { notifier: Notifier; sql: Sql },
  to: string,
  template: Template,
): Promise<string | null> {
  const preview = await previewOf(sql, notifier.settings, template);
  if (!preview) return 'There is nothing yet that this message could show.';
  await audit(db, to, 'template-tested', template.label);
  const { message, payload } = preview;
  const outcome = await notifier.dispatch({
    channel: 'email',
    target: to,
    encrypted: null,
    id: randomUUID(),
    payload,
    inReplyTo: null,
    subscription: null,
    message: { ...message, subject: `Test: ${message.subject}`, footer: 'You sent this test to yourself in Fairlead.' },
  });
  return outcome.result === 'sent' ? null : outcome.reason;
}

/** One notice of each milestone that is the furthest of a shipment; a departure if there is none. */
async function digestFor(sql: Sql): Promise<DigestNotice[]> {
  const told = NOTICE_TEMPLATES.filter(({ kind }) => kind === 'told');
  const found = await sql.begin('read only', async (tx) => {
    const notices: DigestNotice[] = [];
    for (const template of told) {
      const id = await latestOf(tx, stagesOf(template));
      if (id) notices.push(...(await noticeOf(tx, template, id)));
    }
    return notices;
  });
  const [departed] = told;
  return found.length === 0 && departed ? noticeFor(sql, departed, null) : found;
}

function noticeFor(
  sql: Sql,
  template: NoticeTemplate | ExceptionTemplate,
  shipmentId: string | null,
): Promise<DigestNotice[]> {
  return sql.begin('read only', async (tx): Promise<DigestNotice[]> => {
    if (template.milestone === null) return exceptionNotice(tx, template, shipmentId);
    const id = shipmentId ?? (await latestOf(tx, stagesOf(template))) ?? (await latestOf(tx, ALL_STAGES));
    return id ? noticeOf(tx, template, id) : [];
  });
}

async function exceptionNotice(
  tx: Transaction,
  { kind }: ExceptionTemplate,
  shipmentId: string | null,
): Promise<DigestNotice[]> {
  const example = await exampleException(tx, shipmentId);
  if (!example) return [];
  const common = { id: randomUUID(), createdAt: new Date(now()), attempts: 0, inReplyTo: null };
  return [{ ...common, ...example, milestone: null, kind }];
}

/** The notice about a shipment; none if there is no such shipment. */
async function noticeOf(tx: Transaction, { milestone, kind }: NoticeTemplate, id: string): Promise<DigestNotice[]> {
  const [subject] = await loadSubjects(tx, [id]);
  if (!subject) return [];
  const content = contentOf(subject, milestone);
  const createdAt = new Date(now());
  return [{ id: randomUUID(), shipmentId: id, milestone, kind, content, createdAt, attempts: 0, inReplyTo: null }];
}

const ALL_STAGES = Object.keys(STAGES) as Stage[];

/** The status of shipments about which a message is sent: its milestone is the furthest; after a correction an earlier one. */
function stagesOf({ milestone, kind }: NoticeTemplate): Stage[] {
  return ALL_STAGES.filter((stage) => {
    const reached = reachedBy(stage, 'ocean');
    return kind === 'told' ? reached === milestone : reached !== 'ended' && !includes(reached, milestone);
  });
}

async function latestOf(tx: Transaction, stages: readonly Stage[]): Promise<string | undefined> {
  const [found] = await tx<{ id: string }[]>`
    select id from shipments where status = any(${[...stages]}::text[]) order by learned_at desc, id desc limit 1`;
  return found?.id;
}
