import type { State } from '#lib/emulator/api/state.ts';
import { address, company, type Json } from '#lib/emulator/flexport/parts.ts';
import { productId } from '#lib/emulator/flexport/product.ts';
import { CITIES, PORTS } from '#lib/emulator/world/places.ts';
import { CONSIGNEES, SHIPPERS } from '#lib/emulator/world/trade.ts';
import { productObjects } from './catalogue.ts';
import { Refused } from './refused.ts';
import { amendOwn, MODES, modeBooked, requireBookingFields, requireFields, withPorts } from './write-rules.ts';

/** The first id of objects created by clients, far from those of the world. */
const FIRST = 2_000_000_000;

const COMPANIES = [...SHIPPERS, ...CONSIGNEES];

/** Throws `Refused` for a reference that no company has. */
function entity(ref: unknown): Json {
  const known = COMPANIES.find((one) => one.ref === ref);
  if (!known) throw new Refused(`no company entity has the ref ${ref}`);
  return company(known);
}

/** The address of the company with this reference; any other reference is an address in the first city. */
function addressFor(ref: unknown): Json | null {
  if (typeof ref !== 'string') return null;
  const known = COMPANIES.find((one) => one.ref === ref);
  const [place] = CITIES;
  if (known) return company(known).mailing_address as Json;
  return place ? { ...address(place), ref } : null;
}

/** The writes of clients: bookings, amendments, products. They can be read at once. */
export class WriteEndpoints {
  readonly #state: State;
  readonly bookings: Json[] = [];
  readonly amendments: Json[] = [];
  readonly products: Json[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  #nextId(): number {
    return FIRST + this.bookings.length + this.amendments.length + this.products.length;
  }

  /** Two requests with the same name or metadata make two bookings, as with the provider. Throws `Refused`. */
  createBooking(body: Json): Json {
    const mode = modeBooked(body);
    requireBookingFields(body, mode);
    const { shipper_entity_ref, consignee_entity_ref, origin_address_ref, destination_address_ref, ...rest } = body;
    const booking: Json = {
      _object: '/booking',
      id: this.#nextId(),
      flex_id: null,
      shipment: null,
      status: 'submitted',
      notify_party: null,
      ...Object.fromEntries(MODES.map((mode) => [mode, null])),
      delivery_date: null,
      special_instructions: null,
      metadata: {},
      ...rest,
      [mode]: withPorts(body[mode] as Json),
      transportation_mode: mode.split('_')[0]?.replace('trucking', 'truck'),
      shipper_entity: entity(shipper_entity_ref),
      consignee_entity: entity(consignee_entity_ref),
      origin_address: addressFor(origin_address_ref),
      destination_address: addressFor(destination_address_ref),
      booking_line_items: { _object: '/api/collections/paginated', prev: null, next: null, total_count: 0, data: [] },
      created_at: new Date(this.#state.now).toISOString(),
    };
    this.bookings.push(booking);
    this.#state.markChanged();
    return booking;
  }

  /** Changes a booking at once. Throws `Refused` for an unknown one. */
  amendBooking(body: Json): Json {
    requireFields(body, ['booking_id']);
    const changes = Object.entries(body).filter(([name]) => name.startsWith('new_'));
    if (changes.length === 0) throw new Refused('nothing to change: no field begins with new_');
    const own = this.bookings.find(({ id }) => id === body.booking_id);
    if (own) amendOwn(own, Object.fromEntries(changes));
    else this.#amendWorldBooking(Number(body.booking_id), Object.fromEntries(changes));
    const amendment = { _object: '/booking_amendment', id: this.#nextId(), is_pending: false, ...body };
    this.amendments.push(amendment);
    this.#state.markChanged();
    return amendment;
  }

  #amendWorldBooking(id: number, changes: Json): void {
    const { new_name, new_cargo_ready_date, new_container_counts } = changes;
    const port = (name: string) => PORTS.find(({ code }) => code === changes[`new_${name}_port_loc_code`]);
    const freight = this.#state.freights().find(({ booking, filed }) => booking.id === id && filed.booking);
    if (!freight) throw new Refused(`there is no booking ${id}`);
    this.#state.change(String(freight.id), (records) => {
      if (records.kind !== 'freight') return;
      const { booking } = records.freight;
      if (typeof new_name === 'string') booking.number = new_name;
      if (typeof new_cargo_ready_date === 'string') booking.cargoReady = Date.parse(new_cargo_ready_date);
      booking.origin = port('origin') ?? booking.origin;
      booking.destination = port('destination') ?? booking.destination;
      if (new_container_counts) booking.counts = { ...(new_container_counts as Record<string, number>) };
    });
  }

  #checkSku(sku: unknown, own?: unknown): void {
    const active = productObjects(this.#state, this).filter(({ archived_at }) => archived_at === null);
    if (active.some((product) => product.sku === sku && product.id !== own)) {
      throw new Refused(`sku ${sku} has already been taken`);
    }
  }

  /** A SKU is unique among the products that are not archived. Throws `Refused`. */
  createProduct(body: Json): Json {
    requireFields(body, ['name', 'sku']);
    this.#checkSku(body.sku);
    const lists = { product_properties: [], classifications: [], suppliers: [], hs_codes: [] };
    const none = { description: null, product_category: null, country_of_origin: null, client_verified: false };
    const product = { _object: '/product', ...none, ...lists, ...body, id: this.#nextId(), archived_at: null };
    this.products.push(product);
    this.#state.markChanged();
    return product;
  }

  /** Changes a product; null if there is none with this id. Throws `Refused`. */
  updateProduct(id: string, body: Json): Json | null {
    const product = productObjects(this.#state, this).find((one) => String(one.id) === id);
    if (!product) return null;
    if (body.sku !== undefined) this.#checkSku(body.sku, product.id);
    const { id: _, _object, ...change } = body;
    const record = this.#state.products().find((one) => productId(one.product) === product.id);
    const own = this.products.find((one) => one.id === product.id);
    Object.assign(own ?? record?.patch ?? {}, change);
    this.#state.markChanged();
    return { ...product, ...change };
  }
}
