import type { ProgressStep } from '#components/shipments/progress.ts';
import type { ContainerRow, TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { momentOf } from './timeline-model.ts';

/** The steps of a container. Without a milestone of its own, that of the shipment counts. */
const STEPS: readonly { label: string; codes: readonly MilestoneCode[]; whole: boolean }[] = [
  { label: 'Loaded', codes: ['LOADED'], whole: false },
  { label: 'Departed', codes: ['DEPARTED'], whole: true },
  { label: 'Discharged', codes: ['DISCHARGED'], whole: false },
  { label: 'Available', codes: ['AVAILABLE_FOR_PICKUP'], whole: false },
  { label: 'Picked up', codes: ['OUT_FOR_DELIVERY', 'DELIVERED'], whole: true },
  { label: 'Empty returned', codes: ['EMPTY_RETURNED'], whole: false },
];

export type ContainerProgress = {
  container: ContainerRow;
  steps: ProgressStep[];
  /** Its last own actual milestone. */
  last: TimelineEntry | undefined;
  /** Whether it is behind the others, so that it determines the status of the shipment. */
  slowest: boolean;
};

/** The containers of a shipment with their steps, slowest first. */
export function containerProgressOf(
  containers: readonly ContainerRow[],
  timeline: readonly TimelineEntry[],
): ContainerProgress[] {
  const current = timeline.filter((entry) => entry.standing === 'current' && !entry.flag);
  const rails = containers.map((container) => {
    const own = current.filter((entry) => entry.containerId === container.id);
    const whole = current.filter((entry) => entry.containerId === null);
    return {
      container,
      steps: stepsOf(own, whole),
      last: own.findLast((entry) => entry.classifier === 'ACT'),
    };
  });
  const done = rails.map(({ steps }) => doneOf(steps));
  const least = Math.min(...done);
  const differ = done.some((count) => count > least);
  return rails
    .map((rail) => ({ ...rail, slowest: differ && doneOf(rail.steps) === least }))
    .sort((a, b) => doneOf(a.steps) - doneOf(b.steps));
}

function doneOf(steps: readonly ProgressStep[]): number {
  return steps.filter(({ state }) => state === 'done').length;
}

function stepsOf(own: readonly TimelineEntry[], ofShipment: readonly TimelineEntry[]): ProgressStep[] {
  const found = STEPS.map(({ label, codes, whole }) => {
    const claim = (classifier: Classifier) => {
      const is = (entry: TimelineEntry) => entry.classifier === classifier && codes.includes(entry.code);
      return own.find(is) ?? (whole ? ofShipment.find(is) : undefined);
    };
    return { label, actual: claim('ACT'), expected: claim('EST') ?? claim('PLN') };
  });
  const reached = found.findLastIndex(({ actual }) => actual !== undefined);
  return found.map(({ label, actual, expected }, at) => {
    const claim = at <= reached ? actual : expected;
    const state = at <= reached ? 'done' : at === reached + 1 ? 'next' : 'ahead';
    return { label, state, moment: claim ? momentOf(claim) : null };
  });
}
