/** Why a person resolved an exception. */
export const RESOLUTIONS = {
  fixed: 'Solved',
  no_action: 'No action needed',
  not_ours: 'Not ours to solve',
  duplicate: 'Duplicate',
  wrong_data: 'The data is wrong',
} as const;
export type Resolution = keyof typeof RESOLUTIONS;
export const RESOLUTION_CODES = Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]];

/**
 * What wakes a snoozed exception. `milestone`: the next milestone of its shipment; `lastMilestone` is the last in time when it was
 * snoozed, and `milestones` how many had happened, since one that is reported late may lie before the last. `worse`: a greater
 * severity. An instant is `snoozed_until`.
 */
export type SnoozeUntil =
  | { until: 'milestone'; lastMilestone: string | null; lastMilestoneAt: string | null; milestones?: number }
  | { until: 'worse' };

/** What people's commands change of an exception. Instants in ISO 8601 UTC. */
export type ExceptionState = {
  owner: string | null;
  snoozedUntil: string | null;
  snoozedFor: SnoozeUntil | null;
  resolvedAt: string | null;
  resolution: Resolution | null;
};

/** Those of people first, then those of evidence and the clock. */
export const EXCEPTION_ACT_KINDS = [
  ...['assigned', 'acknowledged', 'noted', 'snoozed', 'unsnoozed', 'resolved', 'reopened'],
  ...['opened', 'changed', 'worsened', 'woke', 'overruled', 'closed'],
] as const;
export type ExceptionActKind =
  | ('assigned' | 'acknowledged' | 'noted' | 'snoozed' | 'unsnoozed' | 'resolved' | 'reopened')
  | ('opened' | 'changed' | 'worsened' | 'woke' | 'overruled' | 'closed');

/** What an act says beside its kind; empty where the kind says all. */
export type ExceptionAct = {
  /** The new owner, and the one before; null for nobody. */
  owner?: string | null;
  before?: string | null;
  note?: string;
  /** The e-mail addresses that a note mentions. */
  mentions?: string[];
  until?: string;
  resolution?: Resolution;
  severity?: string;
};

/** Notes are at most this long. */
export const MAX_NOTE = 4_000;

/** A command is for at most this many exceptions at once. */
export const MAX_EXCEPTIONS_TOGETHER = 500;

/** Exceptions that one person changes at most before they choose again; they are changed `MAX_EXCEPTIONS_TOGETHER` at a time. */
export const MAX_EXCEPTIONS_MATCHING = 10_000;
