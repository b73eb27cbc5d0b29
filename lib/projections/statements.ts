import { bounded } from '#lib/model/bounded.ts';
import type { Change, MilestoneChange, StepChange } from '#lib/model/change.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Statement } from './apply-statements.ts';
import { inOrder, type Json } from './values.ts';

/** The sections of a ledger, and what their parts and fields are. */
export const SECTION = {
  /** part ``, one field for each shipment field */
  fields: 'fields',
  /** part = the provider's leg id */
  legs: 'legs',
  /** part = the provider's container id */
  containers: 'containers',
  /** part = `milestoneKey`, field = slot: `ACT`, `EST~` for hints, `ACT@` place, `ACT?` and `PLN~?` reason, `ACT#` the containers named */
  milestones: 'milestones',
  /** part = `milestoneKey`, field = slot, `ACT` or `EST~`: what stands in the place of its time and names none; of a record: field = its field */
  unreadable: 'unreadable',
  /** part = type, field = value */
  references: 'references',
  /** part = role, field = the party's id or name */
  roles: 'roles',
  /** part = a list that an event stated as a whole (`legs`), field = the type of its elements, or `all` */
  whole: 'whole',
  /** of a record: part = `CODE|instance`, fields `at`, `amount`, `note` */
  steps: 'steps',
  /** of a record: field = the provider's id of a shipment that it concerns */
  shipments: 'shipments',
} as const;

/** The suffix of the slot with the containers that a milestone of a leg names, after the classifier. */
export const CONTAINERS_SLOT = '#';

/** The field of a whole list whose elements have no types. */
export const ALL = 'all';

/** The entity that a change is about. */
export function entityOf(change: Change): { entityType: EntityType; externalId: string } {
  switch (change.kind) {
    case 'party':
      return { entityType: 'party', externalId: change.party };
    case 'record':
    case 'unreadable_field':
    case 'step':
    case 'link':
      return { entityType: change.recordType, externalId: change.record };
    default:
      return { entityType: 'shipment', externalId: change.shipment };
  }
}

/** The statements that a change adds to the ledger of its entity. */
export function statementsOf(change: Change): Statement[] {
  switch (change.kind) {
    case 'shipment':
    case 'party':
    case 'record':
      return orPresence(fields(SECTION.fields, '', change.fields));
    case 'leg':
      return [presence(SECTION.legs, change.leg), ...fields(SECTION.legs, change.leg, change.fields)];
    case 'container':
      return [
        presence(SECTION.containers, change.container),
        ...fields(SECTION.containers, change.container, change.fields),
      ];
    case 'milestone':
      return milestone(change);
    case 'unreadable': {
      const { classifier, hint, text: value } = change;
      const field = hint ? `${classifier}~` : classifier;
      return [{ section: SECTION.unreadable, part: milestoneKey(change), field, value }];
    }
    case 'unreadable_field':
      return [{ section: SECTION.unreadable, part: '', field: change.field, value: change.text }];
    case 'reference':
      return [{ section: SECTION.references, part: change.type, field: change.value, value: true }];
    case 'role':
      return [
        {
          section: SECTION.roles,
          part: change.role,
          field: change.party ?? bounded(change.name),
          value: change.name,
        },
      ];
    case 'whole':
      return [{ section: SECTION.whole, part: change.list, field: change.type ?? ALL, value: true }];
    case 'step':
      return step(change);
    case 'link':
      return [{ section: SECTION.shipments, part: '', field: change.shipment, value: true }];
  }
}

/** The statement that a part exists, for a change that states none of its fields. */
function presence(section: string, part: string): Statement {
  return { section, part, field: 'exists', value: true };
}

/** The statements; without any, the statement that the entity exists. */
function orPresence(statements: Statement[]): Statement[] {
  return statements.length > 0 ? statements : [presence(SECTION.fields, '')];
}

function fields(section: string, part: string, values: Readonly<Record<string, unknown>>): Statement[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ section, part, field, value: inOrder(value as Json) }));
}

function milestone(change: MilestoneChange): Statement[] {
  const base = { section: SECTION.milestones, part: milestoneKey(change) };
  const slot = change.hint ? `${change.classifier}~` : change.classifier;
  const statements: Statement[] = [{ ...base, field: slot, value: inOrder(change.moment) }];
  if (change.place) statements.push({ ...base, field: `${change.classifier}@`, value: inOrder(change.place) });
  if (change.reason !== undefined) statements.push({ ...base, field: `${slot}?`, value: change.reason });
  if (change.containers?.length) {
    statements.push({ ...base, field: `${change.classifier}${CONTAINERS_SLOT}`, value: [...change.containers].sort() });
  }
  return statements;
}

function step({ code, instance = '', moment, amount, note }: StepChange): Statement[] {
  const base = { section: SECTION.steps, part: `${code}|${instance}` };
  const statements: Statement[] = [{ ...base, field: 'at', value: inOrder(moment) }];
  if (amount) statements.push({ ...base, field: 'amount', value: inOrder(amount) });
  if (note) statements.push({ ...base, field: 'note', value: note });
  return statements;
}

/** The identity of a milestone: reports with the same key, `DEPARTED|<leg>|<container>|<instance>`, are about the same one. */
export function milestoneKey(part: Pick<MilestoneChange, 'code' | 'leg' | 'container' | 'instance'>): string {
  return [part.code, part.leg ?? '', part.container ?? '', part.instance ?? ''].map(encodeURIComponent).join('|');
}

/** The parts of a `milestoneKey`: code, leg, container, instance. */
export function readMilestoneKey(key: string): string[] {
  const parts = key.split('|');
  return key.includes('%') ? parts.map(decodeURIComponent) : parts;
}
