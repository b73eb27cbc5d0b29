import { searchable } from '#lib/model/reference.ts';
import { type ClaimHistory, type Fields, type Ledger, type Parts, partsOf } from './ledger.ts';
import { CONTAINERS_SLOT, readMilestoneKey, SECTION } from './statements.ts';

/**
 * The milestones of a ledger without those of legs and containers that are gone, whether they name these by id or by number: a container
 * that was taken off must not hold the shipment back.
 */
export function milestonesLeft(ledger: Ledger, goneLegs: ReadonlySet<string>, gone: ReadonlySet<string>): Parts {
  const numbers = goneNumbers(ledger, gone);
  const left: Parts = new Map();
  for (const [key, fields] of partsOf(ledger, SECTION.milestones)) {
    const [, leg = '', container = '', instance = ''] = readMilestoneKey(key);
    if (goneLegs.has(leg) || gone.has(container)) continue;
    if (container === '' && numbers.has(searchable(instance))) continue;
    left.set(key, withoutNamesOf(gone, fields, ledger));
  }
  return left;
}

/** The numbers that containers which are gone ever had, and no container that is left. */
function goneNumbers(ledger: Ledger, gone: ReadonlySet<string>): Set<string> {
  const numbers = { gone: new Set<string>(), left: new Set<string>() };
  for (const [id, fields] of partsOf(ledger, SECTION.containers)) {
    const into = gone.has(id) ? numbers.gone : numbers.left;
    for (const [number] of fields.get('number') ?? []) {
      if (typeof number === 'string' && number !== '') into.add(searchable(number));
    }
  }
  return new Set([...numbers.gone].filter((number) => !numbers.left.has(number)));
}

/**
 * A milestone that does not name the containers that are gone. If it named no others it did not happen to what is left, unless a newer
 * event states its time without them.
 */
function withoutNamesOf(gone: ReadonlySet<string>, fields: Fields, { events }: Ledger): Fields {
  const left = new Map(fields);
  const reportedAt = (event: number) => events[event]?.reportedAt ?? '';
  for (const classifier of ['PLN', 'EST', 'ACT']) {
    const slot = `${classifier}${CONTAINERS_SLOT}`;
    const names = fields.get(slot);
    if (!names?.some(([ids]) => namesOf(ids).some((id) => gone.has(id)))) continue;
    const others = names.flatMap(([ids, first, last]): ClaimHistory => {
      const kept = namesOf(ids).filter((id) => !gone.has(id));
      return kept.length > 0 ? [[kept, first, last]] : [];
    });
    if (others.length > 0) {
      left.set(slot, others);
      continue;
    }
    left.delete(slot);
    const namedAt = names.reduce((newest, [, , last]) => (reportedAt(last) > newest ? reportedAt(last) : newest), '');
    const isRestated = fields.get(classifier)?.some(([at, , last]) => at !== null && reportedAt(last) > namedAt);
    if (!isRestated) left.delete(classifier);
  }
  return left;
}

function namesOf(value: ClaimHistory[number][0]): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
