import type { EffectValue } from './effect.ts';
import type { ExceptionDetails, ExceptionType, Severity } from './exception.ts';
import type { Resolution } from './exception-act.ts';
import { hasArrived } from './lateness.ts';
import { type Progress, STAGES, type Stage } from './shipment.ts';
import type { Moment } from './time.ts';

/** Whom a rule concerns: those whom admins name, the user whom it tells what concerns them, or stakeholders and watchers. */
export type RuleOrigin = 'admin' | 'own' | 'followed';

/** What makes a rule tell something. */
export const NOTICE_TRIGGERS = ['milestone', 'exception'] as const;
export type NoticeTrigger = (typeof NOTICE_TRIGGERS)[number];
export const TRIGGER_LABELS: Record<NoticeTrigger, string> = { milestone: 'Milestones', exception: 'Exceptions' };

/** What a notification rule can tell of, in the order of a journey. */
export const NOTICE_MILESTONES = ['departed', 'arrived', 'delivered'] as const;
export type NoticeMilestone = (typeof NOTICE_MILESTONES)[number];

export const NOTICE_LABELS: Record<NoticeMilestone, string> = {
  departed: 'Departed',
  arrived: 'Arrived',
  delivered: 'Delivered',
};

export const NOTICE_CHANNELS = ['email', 'slack', 'teams', 'webhook', 'app'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** What sends: each of them stops alone, so an incoming webhook of Slack is sent although the token of the bot is rejected. */
export const NOTICE_SENDERS = [...NOTICE_CHANNELS, 'slack_bot'] as const;
export type NoticeSender = (typeof NOTICE_SENDERS)[number];
export const CHANNEL_LABELS: Record<NoticeChannel, string> = {
  email: 'E-mail',
  slack: 'Slack',
  teams: 'Teams',
  webhook: 'Webhook',
  app: 'In Fairlead',
};

export const SENDER_LABELS: Record<NoticeSender, string> = { ...CHANNEL_LABELS, slack_bot: 'Slack bot' };
/** A channel by its name; e-mail for any other text. */
export function channelOf(text: string): NoticeChannel {
  return NOTICE_CHANNELS.find((one) => one === text) ?? 'email';
}

/** Of a milestone. `corrected`: the report was withdrawn after it was told. */
export type NoticeKind = 'told' | 'corrected';
/** Of an exception: what rules tell, and what concerns one person. */
export const EXCEPTION_NOTICE_KINDS = ['opened', 'worsened', 'ended', 'assigned', 'mentioned'] as const;
export type ExceptionNoticeKind = (typeof EXCEPTION_NOTICE_KINDS)[number];
/**
 * `suppressed`: its recipient gets nothing, see `lib/model/suppression.ts`. `bounced`: a mail server accepted it, and reported later that
 * it did not arrive.
 */
export const NOTICE_STATES = ['pending', 'sent', 'failed', 'bounced', 'suppressed', 'cancelled'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** A place as a notice names it, with its time zone. */
export type NoticePlace = { name: string; timeZone: string | null };

/** The content of a notice, as the shipment was when the notice was written: a message that is sent again is the same. */
export type NoticeContent = {
  /** The number by which its owner knows the shipment. */
  reference: string;
  name: string | null;
  customer: string | null;
  purchaseOrders: string[];
  origin: NoticePlace | null;
  destination: NoticePlace | null;
  carrier: string | null;
  vessel: string | null;
  voyage: string | null;
  /** Where and when it happened; null where no milestone states it. */
  place: NoticePlace | null;
  moment: Moment | null;
  /** The arrival that is expected, for a departure. */
  eta: Moment | null;
  /** The status of the shipment. */
  status: Stage;
};

/** An exception as a notice tells of it; instants as ISO 8601 UTC. */
export type ToldException = {
  id: string;
  severity: Severity;
  details: ExceptionDetails;
  deadline: string | null;
  openedAt: string;
  owner: string | null;
  /** Who resolved it, an e-mail address; null if its evidence ended, or if it is open. */
  resolvedBy: string | null;
  resolution: Resolution | null;
  /** What it is about and its type, where a notice tells of several. */
  about?: { reference: string; type: ExceptionType };
};

/** The content of a notice of exceptions: those of one type and shipment, invoice or source. */
export type ExceptionContent = Omit<NoticeContent, 'place' | 'moment' | 'eta' | 'status'> & {
  exceptionType: ExceptionType;
  exceptions: ToldException[];
  /** Null for what belongs to no shipment. */
  status: Stage | null;
  /** The person who assigned it or mentioned somebody, and their note. */
  by?: string;
  note?: string;
};

/** What a notice tells. */
export type NoticeFacts =
  | { milestone: NoticeMilestone; kind: NoticeKind; content: NoticeContent }
  | { milestone: null; kind: ExceptionNoticeKind; content: ExceptionContent };

/**
 * The furthest milestone that a shipment has reached. `ended` for one that was cancelled or deleted at its source: it proves nothing
 * about the milestones, so nothing is told of it and nothing is corrected.
 */
export type Reached = NoticeMilestone | 'ended' | null;

/** What a status proves; an arrival by truck is the one at the last stop. */
export function reachedBy(stage: Stage, mode: string | null): Reached {
  if (stage === 'cancelled' || stage === 'removed') return 'ended';
  if (stage === 'delivered') return 'delivered';
  if (hasArrived(stage, mode)) return 'arrived';
  return STAGES[stage].rank >= STAGES.in_transit.rank ? 'departed' : null;
}

/** Whether a shipment that reached one milestone has passed another; a milestone includes those before it. */
export function includes(reached: Reached, milestone: NoticeMilestone): boolean {
  if (reached === null || reached === 'ended') return false;
  return NOTICE_MILESTONES.indexOf(reached) >= NOTICE_MILESTONES.indexOf(milestone);
}

/** The furthest of some milestones that a shipment has reached; null if it has reached none of them. */
export function furthestOf(milestones: readonly NoticeMilestone[], reached: Reached): NoticeMilestone | null {
  return NOTICE_MILESTONES.findLast((one) => milestones.includes(one) && includes(reached, one)) ?? null;
}

/** When a shipment reached each milestone, or its status where that is unknown, and when that was learned. ISO 8601 UTC. */
export type MilestoneTimes = Record<NoticeMilestone, string | null> & { learnedAt: string };

/** When the status of a shipment began, and the times of its progress. */
type Dated = { statusAt: string | null; arrived: Moment | null; progress: Progress; learnedAt: string };

/** The times by which it is decided whether the milestones of a shipment are told. */
export function milestoneTimes({ statusAt, arrived, progress, learnedAt }: Dated): MilestoneTimes {
  const at = (milestone: NoticeMilestone) => momentOf({ arrived, progress }, milestone)?.at ?? statusAt;
  return { departed: at('departed'), arrived: at('arrived'), delivered: at('delivered'), learnedAt };
}

/** When a milestone was reached; null if no report states it. */
export function momentOf(
  { arrived, progress }: Pick<Dated, 'arrived' | 'progress'>,
  milestone: NoticeMilestone,
): Moment | null {
  const done = progress.find(({ step, state }) => step === milestone && state === 'done')?.moment ?? null;
  return milestone === 'arrived' ? (arrived ?? done) : done;
}

/** Earlier milestones are not told: the shipment was known late, and its stakeholders know it by other means. */
const MAX_AGE_MS = 3 * 24 * 3_600_000;

/** Whether a milestone happened at most three days before it was learned. One whose time is unknown counts as older. */
export function isRecent(times: MilestoneTimes, milestone: NoticeMilestone): boolean {
  const at = times[milestone];
  return at !== null && Date.parse(times.learnedAt) - Date.parse(at) <= MAX_AGE_MS;
}

/** Whether a changed value of a shipment can decide what is told of it. */
export function decidesNotices({ part, field }: EffectValue): boolean {
  if (part === null) return ['added', 'status', 'mode', 'customer'].includes(field);
  return part.type === 'role' && field === 'added';
}
