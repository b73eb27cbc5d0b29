import type { Words } from '#lib/model/language.ts';
import type { Classifier } from '#lib/model/milestone.ts';
import type { TimelineRow } from './milestone-row.ts';

const CLASSIFIERS: readonly Classifier[] = ['PLN', 'EST', 'ACT'];

type Pair = { whole: TimelineRow; part: TimelineRow };

/** Whether a row is about a container, and another about all of the same milestone. */
function areLevels({ whole, part }: Pair): boolean {
  const isSameLeg = whole.leg === part.leg || whole.leg === null || part.leg === null;
  return (
    !whole.container &&
    part.container !== null &&
    whole.code === part.code &&
    whole.instance === part.instance &&
    isSameLeg
  );
}

/** Whether all current times of a container are those of the shipment; `either`: or only one of the two has a time. */
function agree({ whole, part }: Pair, either: boolean): boolean {
  return CLASSIFIERS.every((classifier) => {
    const [own, other] = [part.current[classifier], whole.current[classifier]];
    if (own === null) return true;
    return other === null ? either : own.occurredAt === other.occurredAt && own.precision === other.precision;
  });
}

/**
 * One row where the source says the same of the shipment, or of a leg, and of a container. A shipment with one container has one row
 * also if times are stated for only one of the two. The row names the containers that it is also about.
 */
export function mergeLevels(rows: readonly TimelineRow[], words: Words): TimelineRow[] {
  const single = new Set(rows.flatMap(({ container }) => container ?? [])).size === 1;
  const merged = new Map<TimelineRow, TimelineRow[]>();
  const taken = new Set<TimelineRow>();
  for (const part of rows.filter(({ container }) => container !== null)) {
    const whole = rows.find((one) => areLevels({ whole: one, part }) && agree({ whole: one, part }, single));
    if (!whole) continue;
    taken.add(part);
    merged.set(whole, [...(merged.get(whole) ?? []), part]);
  }
  return rows.flatMap((row) => {
    if (taken.has(row)) return [];
    const parts = merged.get(row);
    return parts ? [withParts(row, parts, words)] : [row];
  });
}

function withParts(whole: TimelineRow, parts: readonly TimelineRow[], { counted }: Words): TimelineRow {
  const currentOf = (classifier: Classifier) =>
    whole.current[classifier] ?? parts.find((part) => part.current[classifier])?.current[classifier] ?? null;
  const current = { PLN: currentOf('PLN'), EST: currentOf('EST'), ACT: currentOf('ACT') };
  const best = current.ACT ?? current.EST ?? current.PLN;
  const past = [whole, ...parts].flatMap((row) => row.past);
  const distinct = new Map(past.map((claim) => [`${claim.classifier} ${claim.occurredAt} ${claim.standing}`, claim]));
  return {
    ...{ ...whole, current, best },
    leg: whole.leg ?? parts[0]?.leg ?? null,
    container:
      parts.length === 1 ? (parts[0]?.container ?? null) : counted(parts.length, '{n} container', '{n} containers'),
    place: whole.place ?? parts.find(({ place }) => place)?.place ?? null,
    past: [...distinct.values()].sort((a, b) => (a.reportedAt < b.reportedAt ? 1 : -1)),
  };
}
