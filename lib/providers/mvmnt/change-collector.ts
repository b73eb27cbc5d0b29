import type { Change, MilestoneChange, WholeChange } from '#lib/model/change.ts';
import { referencesIn } from '#lib/model/reference.ts';
import type { LegFields, PartyRole, ReferenceType, ShipmentFields } from '#lib/model/shipment.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import { type Fields, stated, textOf } from './read.ts';

export type Claim = Omit<MilestoneChange, 'kind' | 'shipment'>;

const slotOf = (claim: Pick<Claim, 'code' | 'classifier' | 'leg' | 'instance'>) =>
  `${claim.code} ${claim.classifier} ${claim.leg ?? ''} ${claim.instance ?? ''}`;

/**
 * Collects the changes of one event to one shipment. All have the same report time, so two claims of one milestone could not be
 * ordered later: the first is kept, and callers add them in order of reliability (loads, shipment, event). A retraction is
 * replaced by any time.
 */
export class ChangeCollector {
  readonly #shipment: string;
  readonly #changes: Change[] = [];
  readonly #milestones = new Map<string, Claim>();
  readonly #seen = new Set<string>();

  constructor(shipment: string) {
    this.#shipment = shipment;
  }

  milestone(claim: Claim): void {
    const slot = slotOf(claim);
    const earlier = this.#milestones.get(slot);
    if (!earlier || (earlier.moment === null && claim.moment !== null)) this.#milestones.set(slot, claim);
  }

  /** Adds what stands in the place of a time and names none, unless the time is stated elsewhere. */
  unreadable(about: Pick<Claim, 'code' | 'classifier' | 'leg'>, ...values: readonly unknown[]): void {
    const [text] = values.flatMap((value) => unreadableDate(value) ?? []);
    if (text === undefined || !this.#first(`unreadable ${slotOf(about)}`)) return;
    const { code, classifier, leg } = about;
    this.#changes.push({ kind: 'unreadable', shipment: this.#shipment, code, classifier, text, ...(leg && { leg }) });
  }

  /** Whether a leg already has an actual time for this milestone. */
  legHas(code: MilestoneChange['code']): boolean {
    for (const claim of this.#milestones.values()) {
      if (claim.code === code && claim.classifier === 'ACT' && claim.leg && claim.moment) return true;
    }
    return false;
  }

  leg(leg: string, fields: LegFields): void {
    if (!this.#first(`leg ${leg}`)) return;
    this.#changes.push({ kind: 'leg', shipment: this.#shipment, leg, fields: stated(fields) });
  }

  /** Adds that the event states a list of the shipment as a whole: elements that only older events stated are not on it any more. */
  whole(list: WholeChange['list'], type?: WholeChange['type']): void {
    if (!this.#first(`whole ${list} ${type ?? ''}`)) return;
    this.#changes.push({ kind: 'whole', shipment: this.#shipment, list, ...(type && { type }) });
  }

  /** Adds references of the shipment: one, or a list in one field. */
  reference(type: ReferenceType, value: string | undefined): void {
    if (!value) return;
    for (const one of type === 'shipment' ? [value] : referencesIn(value)) {
      if (!this.#first(`reference ${type} ${one}`)) continue;
      this.#changes.push({ kind: 'reference', shipment: this.#shipment, type, value: one });
    }
  }

  /** Adds a role of a party, which is embedded as `{id, name, …}`. */
  role(role: PartyRole, who: Fields): void {
    const name = textOf(who.name);
    const party = textOf(who.id);
    if (!name || !this.#first(`role ${role} ${party ?? name}`)) return;
    this.#changes.push({ kind: 'role', shipment: this.#shipment, role, name, ...(party && { party }) });
  }

  /** The changes, the shipment's own fields first. */
  all(fields: ShipmentFields = {}): Change[] {
    const shipment = this.#shipment;
    const changes: Change[] = Object.keys(fields).length > 0 ? [{ kind: 'shipment', shipment, fields }] : [];
    changes.push(...this.#changes);
    for (const claim of this.#milestones.values()) changes.push({ kind: 'milestone', shipment, ...claim });
    return changes;
  }

  #first(statement: string): boolean {
    if (this.#seen.has(statement)) return false;
    this.#seen.add(statement);
    return true;
  }
}
