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
import { htmlOf } from './mail-html.ts';
import { type Message, messageFor, plainText } from './message.ts';
import type { NoticeSettings } from './notice-settings.ts';
import type { Notifier } from './notifier.ts';
import { slackText } from './slack.ts';
import { contentOf, loadSubjects, type NoticeSubject } from './subjects.ts';
import { teamsBody } from './teams.ts';
import { payloadFor, type WebhookPayload } from './webhook.ts';

/** A kind of message that rules send. */
export type Template = { key: string; label: string; milestone: NoticeMilestone; kind: NoticeKind };

export const TEMPLATES: readonly Template[] = NOTICE_MILESTONES.flatMap((milestone) => [
  { key: milestone, label: NOTICE_LABELS[milestone], milestone, kind: 'told' as const },
  {
    key: `${milestone}-corrected`,
    label: `Correction: ${NOTICE_LABELS[milestone].toLowerCase()}`,
    milestone,
    kind: 'corrected' as const,
  },
]);

/** A message about a real shipment, as each channel sends it. */
export type Preview = {
  shipmentId: string;
  message: Message;
  payload: WebhookPayload;
  text: string;
  html: string;
  slack: string;
  teams: string;
};

/**
 * A template with the data of a shipment; by default of the one that was updated last, of those about which it would be sent. Null
 * without shipments.
 */
export async function previewOf(
  sql: Sql,
  settings: NoticeSettings,
  template: Template,
  shipmentId: string | null = null,
): Promise<Preview | null> {
  const { milestone, kind } = template;
  const subject = await subjectFor(sql, template, shipmentId);
  if (!subject) return null;
  const link = settings.appUrl && `${settings.appUrl}/shipments/${subject.id}`;
  const content = contentOf(subject, milestone);
  const notice = { milestone, kind, content, ruleName: 'Preview', link };
  const message = messageFor(notice);
  // It leads to the page of links that are not valid.
  const unsubscribe = settings.appUrl ? `${settings.appUrl}/unsubscribe/preview` : undefined;
  return {
    shipmentId: subject.id,
    message,
    payload: payloadFor({ ...notice, shipmentId: subject.id, createdAt: new Date(now()) }),
    text: plainText(message, unsubscribe),
    html: htmlOf(message, unsubscribe),
    slack: slackText(message),
    teams: teamsBody(message),
  };
}

/** Sends a preview to the address of a user at once. Returns why it failed, or null. */
export async function sendPreview(
  db: Database,
  { notifier, sql }: { notifier: Notifier; sql: Sql },
  to: string,
  template: Template,
): Promise<string | null> {
  const preview = await previewOf(sql, notifier.settings, template);
  if (!preview) return 'There is no shipment yet.';
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

function subjectFor(sql: Sql, template: Template, shipmentId: string | null): Promise<NoticeSubject | null> {
  return sql.begin('read only', async (tx) => {
    const id = shipmentId ?? (await latestOf(tx, stagesOf(template))) ?? (await latestOf(tx, ALL_STAGES));
    const [subject] = id ? await loadSubjects(tx, [id]) : [];
    return subject ?? null;
  });
}

const ALL_STAGES = Object.keys(STAGES) as Stage[];

/** The status of shipments about which a message is sent: its milestone is the furthest; after a correction an earlier one. */
function stagesOf({ milestone, kind }: Template): Stage[] {
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
