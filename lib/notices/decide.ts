import {
  furthestOf,
  includes,
  NOTICE_MILESTONES,
  type NoticeKind,
  type NoticeMilestone,
  type NoticeState,
  type Reached,
} from '#lib/model/notice.ts';

/** A notice of a rule and shipment, as it is stored. */
export type StoredNotice = {
  id: string;
  milestone: NoticeMilestone;
  generation: number;
  kind: NoticeKind;
  state: NoticeState;
  /** Whether a process has it, had it when it died, or got no answer from the server. */
  mayBeSent: boolean;
  isWithdrawn: boolean;
};

/** The states of notices that told nobody anything. */
const UNTOLD: readonly NoticeState[] = ['failed', 'bounced', 'suppressed'];

/** What a rule is told of a shipment before and after a batch. */
export type Situation = {
  milestones: readonly NoticeMilestone[];
  /** What the shipment had reached, null if it did not match the filter of the rule; and what it has reached now. */
  before: Reached;
  reached: Reached;
  /** Whether the shipment matches the filter, and a milestone may be told: the change is no initial synchronisation. */
  tells: boolean;
  isRecent: (milestone: NoticeMilestone) => boolean;
  notices: readonly StoredNotice[];
};

/** The changes of the notices of a rule and shipment. */
export type Decision = {
  /** Notices to withdraw without a correction: nobody was told, or it was rejected by the recipient. */
  withdraw: StoredNotice[];
  /** Notices to withdraw with a correction. */
  correct: StoredNotice[];
  /** Withdrawn notices that are true again, or whose shipment was cancelled, before their correction was sent. */
  restore: StoredNotice[];
  /** A milestone to tell, with its generation. */
  tell: { milestone: NoticeMilestone; generation: number } | null;
};

/**
 * Decides from the state of a shipment alone, so that the order, repetition and batching of its events do not matter: what stands
 * and is not reached is withdrawn, and of the milestones of the rule the furthest that is reached is told unless it stands. A state
 * that lasted before is not told again by a rule that is newer than the state.
 */
export function decide(situation: Situation): Decision {
  const { milestones, before, reached, tells, isRecent, notices } = situation;
  const standing = NOTICE_MILESTONES.flatMap((one) => latestOf(notices, one) ?? []).filter(({ told }) => stands(told));
  const untrue = standing.filter(({ told }) => !includes(reached, told.milestone));
  const decision: Decision = { withdraw: [], correct: [], restore: [], tell: null };
  for (const { told } of untrue) {
    if (UNTOLD.includes(told.state) || isUnsent(told)) decision.withdraw.push(told);
    // Cargo of a cancelled shipment departed all the same.
    else if (reached !== 'ended') decision.correct.push(told);
  }
  decision.restore = NOTICE_MILESTONES.flatMap((one) => restorable(notices, one, reached) ?? []);
  // What was to be told instead of a milestone that stands again.
  const isNeedless = (told: StoredNotice) =>
    decision.restore.some(({ milestone }) => isLater(milestone, told.milestone));
  const needless = standing.filter((one) => !untrue.includes(one) && isUnsent(one.told) && isNeedless(one.told));
  decision.withdraw.push(...needless.map(({ told }) => told));
  const furthest = furthestOf(milestones, reached);
  if (furthest === null) return decision;
  const isChanged = untrue.length > 0 || furthestOf(milestones, before) !== furthest;
  const latest = latestOf(notices, furthest);
  if (!isChanged || (latest && (stands(latest.told) || decision.restore.includes(latest.told)))) return decision;
  if (tells && isRecent(furthest))
    decision.tell = { milestone: furthest, generation: (latest?.told.generation ?? 0) + 1 };
  return decision;
}

function isUnsent({ state, mayBeSent }: StoredNotice): boolean {
  return state === 'pending' && !mayBeSent;
}

function isLater(one: NoticeMilestone, other: NoticeMilestone): boolean {
  return one !== other && includes(one, other);
}

/** A withdrawn notice that need not be corrected any more, if its correction was not sent: see `decide`. */
function restorable(
  notices: readonly StoredNotice[],
  milestone: NoticeMilestone,
  reached: Reached,
): StoredNotice | undefined {
  const latest = latestOf(notices, milestone);
  if (!latest?.correction || !isUnsent(latest.correction)) return undefined;
  return includes(reached, milestone) || reached === 'ended' ? latest.told : undefined;
}

/** One that was cancelled, because its rule was disabled, was told to nobody. */
function stands({ isWithdrawn, state }: StoredNotice): boolean {
  return !isWithdrawn && state !== 'cancelled';
}

/** The latest generation of a milestone, with its correction. */
function latestOf(
  notices: readonly StoredNotice[],
  milestone: NoticeMilestone,
): { told: StoredNotice; correction: StoredNotice | undefined } | undefined {
  const told = notices
    .filter((one) => one.milestone === milestone && one.kind === 'told')
    .reduce<StoredNotice | undefined>(
      (last, one) => (last && last.generation > one.generation ? last : one),
      undefined,
    );
  if (!told) return undefined;
  const correction = notices.find(
    (one) => one.kind === 'corrected' && one.milestone === milestone && one.generation === told.generation,
  );
  return { told, correction };
}
