import type { Json } from '#lib/emulator/flexport/parts.ts';
import { PORTS } from '#lib/emulator/world/places.ts';
import { Refused } from './refused.ts';

/*
 * What the documents of the API say about the body of a booking: the fields that are always required, and those of each mode.
 */

export const MODES = ['ocean_booking', 'air_booking', 'trucking_booking'] as const;
type Mode = (typeof MODES)[number];

const ALWAYS = [
  'name',
  'shipper_entity_ref',
  'consignee_entity_ref',
  'origin_address_ref',
  'cargo_ready_date',
  'wants_export_customs_service',
  'cargo',
];
const OF_MODE: Record<Mode, readonly string[]> = {
  ocean_booking: ['is_lcl', 'incoterm', 'wants_pickup_service'],
  air_booking: ['incoterm', 'wants_pickup_service'],
  trucking_booking: ['is_ltl', 'payment_terms'],
};
const OF_CARGO = [
  'weight',
  'volume',
  'contains_hazmat',
  'contains_magnets',
  'contains_other_dangerous_goods',
  'contains_li_ion',
  'contains_non_li_ion_battery',
];
const SIZES = ['twenty_ft', 'forty_ft', 'forty_ft_hc', 'forty_five_ft_hc'];

/** Throws `Refused` that names the missing fields. */
export function requireFields(body: Json, names: readonly string[], within = ''): void {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null || body[name] === '');
  if (missing.length > 0)
    throw new Refused(`missing required fields: ${missing.map((one) => within + one).join(', ')}`);
}

/** The mode of a new booking. Throws `Refused` unless it has exactly one. */
export function modeBooked(body: Json): Mode {
  const [mode, ...others] = MODES.filter((one) => body[one]);
  if (!mode || others.length > 0) throw new Refused(`exactly one of ${MODES.join(', ')} is needed`);
  return mode;
}

/** Throws `Refused` if a required field of a booking is missing. */
export function requireBookingFields(body: Json, mode: Mode): void {
  requireFields(body, ALWAYS);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(body.cargo_ready_date))) throw new Refused('cargo_ready_date must be a date');
  const part = body[mode] as Json;
  requireFields(part, OF_MODE[mode], `${mode}.`);
  if (mode === 'trucking_booking' || part.wants_delivery_service) requireFields(body, ['destination_address_ref']);
  if (part.wants_pickup_service === false) requireFields(part, ['origin_port_loc_code'], `${mode}.`);
  const cargo = body.cargo as Json;
  requireFields(cargo, OF_CARGO, 'cargo.');
  const [unit] = Array.isArray(cargo.shipping_units) ? (cargo.shipping_units as Json[]) : [];
  requireFields(unit ?? {}, ['count', 'unit_type'], 'cargo.shipping_units.');
  if (unit?.unit_type === 'pallet') requireFields(unit, ['atomic_count'], 'cargo.shipping_units.');
  if (mode === 'ocean_booking') requireContainers(part);
  if (mode !== 'trucking_booking') requireDescriptions(part);
}

function requireContainers({ is_lcl: lcl, container_counts: counts }: Json): void {
  const count = SIZES.reduce((all, size) => all + Number((counts as Json | undefined)?.[size] ?? 0), 0);
  if (!lcl && count === 0) throw new Refused('container_counts must hold a container unless is_lcl is true');
  if (lcl && count > 0) throw new Refused('container_counts must be empty if is_lcl is true');
}

function requireDescriptions({ product_descriptions: products, origin_port_loc_code: port }: Json): void {
  const [product = {}] = (Array.isArray(products) ? products : []) as Json[];
  const inChina = String(port ?? '').startsWith('CN');
  const needed = inChina ? ['description', 'description_for_export_customs'] : ['description'];
  requireFields(product, needed, 'product_descriptions.');
}

/** A booked mode as it is returned: ports as objects. */
export function withPorts(part: Json): Json {
  const { origin_port_loc_code: from, destination_port_loc_code: to, ...rest } = part;
  return { ...rest, origin_port: portObject(from), destination_port: portObject(to) };
}

function portObject(code: unknown): Json | null {
  if (typeof code !== 'string') return null;
  const known = PORTS.find((port) => port.code === code);
  return { _object: '/ocean/port', name: known?.name ?? code, port_code: code };
}

/** Applies an amendment to a booking of a client: containers and ports are those of its mode. */
export function amendOwn(booking: Json, changes: Json): void {
  const mode = MODES.find((one) => booking[one]);
  const part = mode ? (booking[mode] as Json) : {};
  if (changes.new_name !== undefined) booking.name = changes.new_name;
  if (changes.new_cargo_ready_date !== undefined) booking.cargo_ready_date = changes.new_cargo_ready_date;
  if (changes.new_container_counts !== undefined) part.container_counts = changes.new_container_counts;
  const { new_origin_port_loc_code: from, new_destination_port_loc_code: to } = changes;
  if (from !== undefined) part.origin_port = portObject(from);
  if (to !== undefined) part.destination_port = portObject(to);
}
