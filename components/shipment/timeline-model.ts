import type { LegRow, TimelineEntry } from '#db/queries/shipments.ts';
import { overdueFrom } from '#lib/model/lateness.ts';
import {
  type Classifier,
  MILESTONES,
  type MilestoneCode,
  milestoneKind,
  PHASES,
  type Phase,
} from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Moment } from '#lib/model/time.ts';

/** A milestone of the shipment, or of a leg or container, with all its claims. */
export type TimelineRow = {
  key: string;
  code: MilestoneCode;
  leg: string | null;
  container: string | null;
  /** At shipment level, although legs have the same milestone. */
  whole: boolean;
  place: Place | null;
  current: Record<Classifier, TimelineEntry | null>;
  /** Superseded and retracted claims, latest first. */
  past: TimelineEntry[];
  /** The claim that counts: actual, else estimated, else planned; null if all were retracted. */
  best: TimelineEntry | null;
};

export type PhaseGroup = { phase: Phase; label: string; rows: TimelineRow[] };

const PHASE_LABELS: Record<Phase, string> = {
  order: 'Order and booking',
  origin: 'Origin',
  main: 'Main carriage',
  customs: 'Customs',
  destination: 'Destination',
  return: 'Return',
  finance: 'Documents and finance',
  notice: 'Notices',
};

const CODE_ORDER = Object.keys(MILESTONES);

type Leg = Pick<LegRow, 'id' | 'main'>;

/**
 * Groups the claims by phase and milestone; within a phase by time, then by the usual order. `legs` are those of the shipment in the
 * order of the route: what happens on a leg before the main carriage belongs to the origin.
 */
export function groupTimeline(entries: readonly TimelineEntry[], legs: readonly Leg[] = []): PhaseGroup[] {
  const byKey = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const key = [entry.code, entry.legId, entry.containerId, entry.instance].join('|');
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const ofLegs = new Set(entries.filter((entry) => entry.legId).map((entry) => entry.code));
  const rows = [...byKey].map(([key, claims]) => toRow(key, claims, ofLegs)).filter((row) => row !== null);
  return PHASES.map((phase) => ({
    phase,
    label: PHASE_LABELS[phase],
    rows: rows.filter((row) => phaseOf(row, legs) === phase).sort(byTime),
  })).filter((group) => group.rows.length > 0);
}

/** Phases in which cargo moves; the phase of their milestones depends on the leg. */
const MOVES: ReadonlySet<Phase> = new Set(['origin', 'main', 'destination']);

function phaseOf({ code, leg }: TimelineRow, legs: readonly Leg[]): Phase | undefined {
  const usual = milestoneKind(code)?.phase;
  const at = legs.findIndex(({ id }) => id === leg);
  if (!usual || !MOVES.has(usual) || at < 0) return usual;
  if (at < legs.findIndex(({ main }) => main)) return 'origin';
  return at > legs.findLastIndex(({ main }) => main) ? 'destination' : usual;
}

function toRow(key: string, claims: readonly TimelineEntry[], ofLegs: ReadonlySet<MilestoneCode>): TimelineRow | null {
  const [first] = claims;
  if (!first) return null;
  const standing = (classifier: Classifier) =>
    claims.find((claim) => claim.classifier === classifier && claim.standing === 'current') ?? null;
  const current = { PLN: standing('PLN'), EST: standing('EST'), ACT: standing('ACT') };
  const best = current.ACT ?? current.EST ?? current.PLN;
  return {
    key,
    code: first.code,
    leg: first.legId,
    container: first.containerNumber,
    whole: !first.legId && !first.containerId && ofLegs.has(first.code),
    place: best?.place ?? claims.find((claim) => claim.place)?.place ?? null,
    current,
    past: claims.filter((claim) => claim.standing !== 'current').sort((a, b) => (a.reportedAt < b.reportedAt ? 1 : -1)),
    best,
  };
}

function byTime(a: TimelineRow, b: TimelineRow): number {
  const at = (row: TimelineRow) => row.best?.occurredAt ?? row.past[0]?.occurredAt ?? '';
  if (at(a) !== at(b)) return at(a) < at(b) ? -1 : 1;
  return CODE_ORDER.indexOf(a.code) - CODE_ORDER.indexOf(b.code);
}

/** The time of a claim. */
export function momentOf(entry: TimelineEntry): Moment {
  const { occurredAt, occurredText, occurredOffset, precision } = entry;
  return { at: occurredAt, text: occurredText, offset: occurredOffset, precision };
}

const believed = (claim: TimelineEntry | null) => (claim?.flag === 'implausible' ? null : claim);

/** The two times to compare: actual or estimated against planned, else actual against estimated; null without two. */
export function comparedTimes({
  current,
}: TimelineRow): { from: TimelineEntry; to: TimelineEntry; against: string } | null {
  const [plan, estimate, fact] = [current.PLN, current.EST, current.ACT].map(believed);
  const to = fact ?? estimate;
  if (to && plan) return { from: plan, to, against: 'plan' };
  if (fact && estimate) return { from: estimate, to: fact, against: 'estimate' };
  return null;
}

/** The time at which a milestone is expected that was not reported; null where nothing is expected of it, or it was. */
export function dueOf(row: TimelineRow): Moment | null {
  const due = believed(row.current.EST) ?? believed(row.current.PLN);
  return due && !row.current.ACT ? momentOf(due) : null;
}

/**
 * Whether a milestone is past its time at `now` and was not reported. `overdue`: by how many milliseconds. `unreported`: a later
 * milestone was reported, so it must have happened. A day ends at the place, or in every time zone where that is unknown.
 */
export function overdueStatus(
  row: TimelineRow,
  entries: readonly TimelineEntry[],
  now: number,
): { overdue: number } | 'unreported' | null {
  const due = dueOf(row);
  if (!due) return null;
  const end = overdueFrom(due, row.place?.timeZone);
  if (end > now) return null;
  const wentOn = entries.some(
    (entry) =>
      entry.classifier === 'ACT' &&
      entry.standing === 'current' &&
      !entry.flag &&
      milestoneKind(entry.code)?.physical &&
      entry.occurredAt > due.at,
  );
  return wentOn ? 'unreported' : { overdue: now - end };
}
