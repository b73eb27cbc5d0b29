import { Unreadable } from '#lib/errors.ts';
import type { ProviderRequest } from '#lib/model/request.ts';
import type { ApiRequest, ApiWrites, Reading, Written } from '../../api.ts';
import { type Fields, isObject, textOf } from '../read.ts';
import { kindOf } from './kinds.ts';
import { reasonIn, type Session } from './session.ts';
import { snapshotOf } from './snapshots.ts';

type Input<Kind extends ProviderRequest['kind']> = Extract<ProviderRequest, { kind: Kind }>['input'];
type Sent = Pick<ApiRequest, 'method' | 'path' | 'body'>;

const quantity = (kind: 'weight' | 'volume', value: number, unit: string) => ({
  _object: `/quantity/${kind}`,
  value,
  unit,
});

/** Writes bookings, amendments and products to the API. */
export function writesOf(session: Session, read: (kind: string, id: string) => Promise<Reading>): ApiWrites {
  return {
    kinds: ['booking', 'amendment', 'product'],
    async write(asked, mark) {
      const request = requestFor(asked, mark);
      const answer = await session.send({ ...request, repeatable: false });
      if (answer.status >= 400) return { outcome: 'refused', reason: reasonIn(answer.body, answer.status) };
      const object = isObject(answer.body) ? answer.body.data : undefined;
      if (!isObject(object)) throw new Unreadable(`${request.path}: the answer holds no object`);
      return accepted(asked, object, answer.askedAt);
    },
    /** An amendment, or the change of a product, cannot be found again; sent twice it has the same result. */
    async find(asked, mark) {
      if (asked.kind === 'amendment' || (asked.kind === 'product' && asked.input.product !== undefined)) return null;
      const kind = kindOf(asked.kind);
      const [filter, value] =
        asked.kind === 'booking' ? ['f.name', marked(asked.input.name, mark)] : ['f.sku', asked.input.sku];
      const query = new URLSearchParams({ per: '100', [filter]: value });
      const { body, askedAt, status } = await session.send({ method: 'GET', path: `${kind.path}?${query}` });
      if (status >= 400) throw new Unreadable(`${kind.path}: ${reasonIn(body, status)}`);
      const data = isObject(body) && isObject(body.data) && Array.isArray(body.data.data) ? body.data.data : [];
      const found = data.filter(isObject).find((one) => isIt(asked, one, value));
      return found ? accepted(asked, found, askedAt) : null;
    },
  };

  async function accepted(asked: ProviderRequest, object: Fields, askedAt: string): Promise<Written> {
    // The answer to an amendment is not the booking, so the booking is read again.
    const snapshots =
      asked.kind === 'amendment'
        ? (await read('booking', asked.input.booking)).snapshots
        : [snapshotOf(kindOf(asked.kind), object, askedAt)];
    return { outcome: 'accepted', snapshots };
  }
}

function isIt(asked: ProviderRequest, object: Fields, value: string): boolean {
  if (asked.kind === 'booking') return textOf(object.name) === value;
  return (
    // A product has no field for a mark; a new one with this name counts as ours.
    asked.kind === 'product' &&
    textOf(object.sku) === value &&
    object.archived_at === null &&
    textOf(object.name) === asked.input.name
  );
}

/** The mark is part of the name, the only field of a booking that can be searched for. */
function marked(name: string, mark: string): string {
  return `${name} (${mark})`;
}

function requestFor(asked: ProviderRequest, mark: string): Sent {
  switch (asked.kind) {
    case 'booking':
      return { method: 'POST', path: '/bookings', body: bookingBody(asked.input, mark) };
    case 'amendment':
      return { method: 'POST', path: '/booking_amendments', body: amendmentBody(asked.input) };
    case 'product': {
      const { product } = asked.input;
      const path = product === undefined ? '/products' : `/products/${encodeURIComponent(product)}`;
      return { method: product === undefined ? 'POST' : 'PATCH', path, body: productBody(asked.input) };
    }
  }
}

function bookingBody(input: Input<'booking'>, mark: string): Fields {
  const part = {
    incoterm: input.incoterm,
    origin_port: input.originPort && { unlocode: input.originPort },
    destination_port: input.destinationPort && { unlocode: input.destinationPort },
    product_descriptions: input.description ? [input.description] : [],
  };
  const counts = { is_lcl: input.lcl, container_counts: input.lcl ? {} : (input.containers ?? {}) };
  return {
    name: marked(input.name, mark),
    shipper_entity_ref: input.shipper,
    consignee_entity_ref: input.consignee,
    origin_address_ref: input.origin,
    destination_address_ref: input.destination,
    cargo_ready_date: input.cargoReadyOn,
    delivery_date: input.deliveryOn,
    wants_export_customs_service: input.exportCustoms,
    special_instructions: input.instructions,
    [`${input.mode === 'truck' ? 'trucking' : input.mode}_booking`]:
      input.mode === 'ocean' ? { ...part, ...counts } : part,
    cargo: {
      weight: quantity('weight', input.weightKg, 'kg'),
      volume: quantity('volume', input.volumeCbm, 'cbm'),
      pieces: input.pieces,
      contains_hazmat: input.hazardous,
    },
    metadata: { fairlead_request: [mark] },
  };
}

function amendmentBody(input: Input<'amendment'>): Fields {
  return {
    booking_id: Number.isSafeInteger(Number(input.booking)) ? Number(input.booking) : input.booking,
    new_name: input.name,
    new_cargo_ready_date: input.cargoReadyOn,
    new_delivery_date: input.deliveryOn,
    new_container_counts: input.containers,
    new_special_instructions: input.instructions,
  };
}

function productBody(input: Input<'product'>): Fields {
  return {
    sku: input.sku,
    name: input.name,
    description: input.description,
    product_category: input.category,
    country_of_origin: input.countryOfOrigin,
    ...(input.hsCodes && { classifications: [{ region: 'US', codes: input.hsCodes }] }),
  };
}
