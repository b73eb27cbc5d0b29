import { isContainerNumber } from '#lib/model/container-number.ts';
import type { Classifier } from '#lib/model/milestone.ts';
import type { MilestoneGroup } from './milestone-group.ts';
import { CONTAINERS_SLOT } from './statements.ts';

/** The containers that events of a leg named, by leg. A leg without named containers carries all of them. */
export function containersOnLegs(groups: Iterable<MilestoneGroup>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const group of groups) {
    if (group.leg === '') continue;
    for (const classifier of ['PLN', 'EST', 'ACT'] as const) {
      for (const container of named(group, classifier)) {
        const known = found.get(group.leg);
        if (known) known.add(container);
        else found.set(group.leg, new Set([container]));
      }
    }
  }
  return new Map([...found].map(([leg, containers]) => [leg, [...containers].sort()]));
}

/**
 * The containers that a milestone is about: its own, those that its events named, or those of its leg; null for the whole
 * shipment. A container that is known only by its number is included by that number.
 */
export function containersAbout(
  group: MilestoneGroup,
  classifier: Classifier,
  carried: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  if (group.container !== '') return [group.container];
  const own = named(group, classifier);
  if (own.length > 0) return own;
  if (group.leg !== '') return carried.get(group.leg) ?? null;
  return isContainerNumber(group.instance) ? [group.instance] : null;
}

function named({ slots }: MilestoneGroup, classifier: Classifier): string[] {
  const found = new Set<string>();
  for (const history of slots.get(`${classifier}${CONTAINERS_SLOT}`) ?? []) {
    for (const [value] of history) for (const id of Array.isArray(value) ? value : []) found.add(String(id));
  }
  return [...found].sort();
}
