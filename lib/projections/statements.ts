import { bounded } from '#lib/model/bounded.ts';
import type { Change, MilestoneChange, StepChange } from '#lib/model/change.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Statement } from './apply-statements.ts';
import { inOrder, type Json } from './values.ts';

/** The ledger's sections for a shipment and what their entities and fields are. */
export const SECTION = {
  /** entity ``, one field for each shipment field */
  fields: 'fields',
  /** entity = the provider's leg id */
  legs: 'legs',
  /** entity = the provider's container id */
  containers: 'containers',
  /** entity = `milestoneKey`, field = slot: `ACT`, `EST~` for hints, `ACT@` place, `ACT?` reason, `ACT#` the containers named */
  milestones: 'milestones',
  /** entity = type, field = value */
  references: 'references',
  /** entity = role, field = the party's id or name */
  roles: 'roles',
  /** of a record: entity = `CODE|instance`, fields `at`, `amount`, `note` */
  steps: 'steps',
  /** of a record: field = the provider's id of a shipment that it concerns */
  shipments: 'shipments',
} as const;

/** What follows the classifier in the slot of the containers that a milestone of a leg names. */
export const CONTAINERS_SLOT = '#';

/** Which entity a change concerns. */
export function entityOf(change: Change): { entityType: EntityType; externalId: string } {
  switch (change.kind) {
    case 'party':
      return { entityType: 'party', externalId: change.party };
    case 'record':
    case 'step':
    case 'link':
      return { entityType: change.recordType, externalId: change.record };
    default:
      return { entityType: 'shipment', externalId: change.shipment };
  }
}

/** Puts a change as statements about registers of its entity's ledger. */
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
    case 'reference':
      return [{ section: SECTION.references, entity: change.type, field: change.value, value: true }];
    case 'role':
      return [
        {
          section: SECTION.roles,
          entity: change.role,
          field: change.party ?? bounded(change.name),
          value: change.name,
        },
      ];
    case 'step':
      return step(change);
    case 'link':
      return [{ section: SECTION.shipments, entity: '', field: change.shipment, value: true }];
  }
}

/** An entity that was named exists, even when nothing more is said of it. */
function presence(section: string, entity: string): Statement {
  return { section, entity, field: 'exists', value: true };
}

/** A entity of which nothing else is said is there all the same. */
function orPresence(said: Statement[]): Statement[] {
  return said.length > 0 ? said : [presence(SECTION.fields, '')];
}

function fields(section: string, entity: string, values: Readonly<Record<string, unknown>>): Statement[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ section, entity, field, value: inOrder(value as Json) }));
}

function milestone(change: MilestoneChange): Statement[] {
  const base = { section: SECTION.milestones, entity: milestoneKey(change) };
  const slot = change.hint ? `${change.classifier}~` : change.classifier;
  const said: Statement[] = [{ ...base, field: slot, value: inOrder(change.moment) }];
  if (change.place) said.push({ ...base, field: `${change.classifier}@`, value: inOrder(change.place) });
  if (change.reason) said.push({ ...base, field: `${change.classifier}?`, value: change.reason });
  if (change.containers?.length) {
    said.push({ ...base, field: `${change.classifier}${CONTAINERS_SLOT}`, value: [...change.containers].sort() });
  }
  return said;
}

function step({ code, instance = '', moment, amount, note }: StepChange): Statement[] {
  const base = { section: SECTION.steps, entity: `${code}|${instance}` };
  const said: Statement[] = [{ ...base, field: 'at', value: inOrder(moment) }];
  if (amount) said.push({ ...base, field: 'amount', value: inOrder(amount) });
  if (note) said.push({ ...base, field: 'note', value: note });
  return said;
}

/** What makes two reports the same milestone: `DEPARTED|<leg>|<container>|<instance>`. */
export function milestoneKey(part: Pick<MilestoneChange, 'code' | 'leg' | 'container' | 'instance'>): string {
  return [part.code, part.leg ?? '', part.container ?? '', part.instance ?? ''].map(encodeURIComponent).join('|');
}

/** The parts of a `milestoneKey`: code, leg, container, instance. */
export function readMilestoneKey(key: string): string[] {
  const parts = key.split('|');
  return key.includes('%') ? parts.map(decodeURIComponent) : parts;
}
