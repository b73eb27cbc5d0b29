import { lookup } from '#lib/model/lookup.ts';
import { attachedEvents, invoices, newer } from './event-map-attached.ts';
import { type CompactEventMapping, compactEventNames, WRAPPER } from './event-map-compact.ts';
import { delays } from './event-map-delays.ts';
import { actual, administrative, customs, estimated, other } from './event-map-journey.ts';
import type { EventMapping } from './event-mapping.ts';
import { compactProductRecords } from './records/compact-record.ts';

/** The published event types by the group under which the provider lists them. */
export const published = { estimated, actual, administrative, customs, other, delays, invoices };

const documented = new Map<string, readonly EventMapping[]>(
  [...Object.values(published), newer].flatMap((group) => Object.entries(group)),
);
const compactMappings = new Map<string, CompactEventMapping>(Object.entries(compactEventNames));

/** All event names that are mapped by their full name; those of the newer groups are also mapped by their first half. */
export const knownTypes: readonly string[] = [
  ...documented.keys(),
  ...compactMappings.keys(),
  ...Object.keys(compactProductRecords),
  WRAPPER,
];

/** `/ocean/shipment_leg#departed` → `shipment_leg` and `departed`. */
const TYPE = /^\/(?:\w+\/)*(\w+)#(.+)$/;

/** The mappings of a type of the documented form; undefined for an unknown one. */
export function mappingOf(type: string): readonly EventMapping[] | undefined {
  return documented.get(type) ?? attachedMappings(type);
}

/** The mapping of an event of the compact form: by its type, or by its milestone if the type is a wrapper. */
export function compactMappingOf(type: string, milestone: string | undefined): CompactEventMapping | undefined {
  return compactMappings.get(type) ?? (milestone === undefined ? undefined : compactMappings.get(milestone));
}

/** The kind of resource that a type names before its `#`. */
export function prefixOf(type: string): string | undefined {
  return TYPE.exec(type)?.[1];
}

function attachedMappings(type: string): readonly EventMapping[] | undefined {
  const [, prefix = '', event = ''] = TYPE.exec(type) ?? [];
  const rows = lookup(attachedEvents, prefix);
  if (!rows) return undefined;
  const row = rows.find(({ when }) => when.test(event));
  return row ? [{ ...row.mapping, reason: row.mapping.reason ?? event }] : [];
}
