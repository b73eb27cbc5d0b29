import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import { overdueFrom } from '#lib/model/lateness.ts';
import {
  type Classifier,
  MILESTONES,
  type MilestoneCode,
  milestoneKind,
  PHASES,
  type Phase,
} from '#lib/model/milestone.ts';
import type { Moment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { type Carriage, carriageLabels, carriageOf } from './carriage.ts';
import { mergeLevels } from './merge-levels.ts';
import type { TimelineRow } from './milestone-row.ts';

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

const NO_ROUTE: Carriage = { legs: [] };

/**
 * Groups the claims by phase and milestone; within a phase by time, then by the usual order. What happens on a leg before the main
 * carriage of the route belongs to the pre-carriage.
 */
export function groupTimeline(
  entries: readonly TimelineEntry[],
  route: Carriage = NO_ROUTE,
  words: Words = ENGLISH,
): PhaseGroup[] {
  const byKey = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const key = [entry.code, entry.legId, entry.containerId, entry.instance].join('|');
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const ofLegs = new Set(entries.filter((entry) => entry.legId).map((entry) => entry.code));
  const found = [...byKey].map(([key, claims]) => toRow(key, claims, ofLegs)).filter((row) => row !== null);
  const rows = mergeLevels(found, words);
  const labels = { ...PHASE_LABELS, ...carriageLabels(route) };
  return PHASES.map((phase) => ({
    phase,
    label: labels[phase],
    rows: rows.filter((row) => phaseOf(row, route) === phase).sort(byTime),
  })).filter((group) => group.rows.length > 0);
}

/** Phases in which cargo moves; the phase of their milestones depends on the leg. */
const MOVES: ReadonlySet<Phase> = new Set(['origin', 'main', 'destination']);

function phaseOf(row: TimelineRow, route: Carriage): Phase | undefined {
  const usual = milestoneKind(row.code)?.phase;
  if (!usual || !MOVES.has(usual)) return usual;
  const carriage = carriageOf(row, route);
  return carriage === null || carriage === 'main' ? usual : carriage;
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
    instance: first.instance,
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
}: TimelineRow): { from: TimelineEntry; to: TimelineEntry; against: 'plan' | 'estimate' } | null {
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
