import { hasArrived } from './lateness.ts';
import { STAGES, type Stage } from './shipment.ts';
import type { Moment } from './time.ts';

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
export const CHANNEL_LABELS: Record<NoticeChannel, string> = {
  email: 'E-mail',
  slack: 'Slack',
  teams: 'Teams',
  webhook: 'Webhook',
  app: 'In Fairlead',
};

/** `corrected`: the report was withdrawn after it was told. */
export type NoticeKind = 'told' | 'corrected';
/** `suppressed`: its recipient gets nothing, see `lib/model/suppression.ts`. */
export type NoticeState = 'pending' | 'sent' | 'failed' | 'suppressed' | 'cancelled';

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
