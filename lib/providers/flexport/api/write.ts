import { Unreadable } from '#lib/errors.ts';
import type { ProviderRequest } from '#lib/model/request.ts';
import type { ApiRequest, ApiWrites, ReadResult, Written } from '../../api.ts';
import { type Fields, isObject, textOf } from '../read.ts';
import { amendmentBody, bookingBody } from './booking-body.ts';
import { kindOf } from './kinds.ts';
import { referencesIn } from './references.ts';
import { reasonIn, type Session } from './session.ts';
import { snapshotOf } from './snapshots.ts';

type Input<Kind extends ProviderRequest['kind']> = Extract<ProviderRequest, { kind: Kind }>['input'];
type Sent = Pick<ApiRequest, 'method' | 'path' | 'body'>;

/** Writes bookings, amendments and products to the API. */
export function writesOf(session: Session, read: (kind: string, id: string) => Promise<ReadResult>): ApiWrites {
  return {
    kinds: ['booking', 'amendment', 'product'],
    referencesIn,
    async write(request, searchMark) {
      const sent = requestFor(request, searchMark);
      const answer = await session.send({ ...sent, repeatable: false });
      if (answer.status >= 400) return { outcome: 'refused', reason: reasonIn(answer.body, answer.status) };
      const object = isObject(answer.body) ? answer.body.data : undefined;
      if (!isObject(object)) throw new Unreadable(`${sent.path}: the answer holds no object`);
      return acceptedResult(request, object, answer.requestedAt);
    },
    /** Amendments and changes of products cannot be searched for; sent twice they have the same result. */
    async find(request, searchMark) {
      if (request.kind === 'amendment' || (request.kind === 'product' && request.input.product !== undefined))
        return null;
      const kind = kindOf(request.kind);
      const [filter, value] =
        request.kind === 'booking' ? ['f.name', marked(request.input.name, searchMark)] : ['f.sku', request.input.sku];
      const query = new URLSearchParams({ per: '100', [filter]: value });
      const { body, requestedAt, status } = await session.send({ method: 'GET', path: `${kind.path}?${query}` });
      if (status >= 400) throw new Unreadable(`${kind.path}: ${reasonIn(body, status)}`);
      const data = isObject(body) && isObject(body.data) && Array.isArray(body.data.data) ? body.data.data : [];
      const found = data.filter(isObject).find((one) => matchesRequest(request, one, value));
      return found ? acceptedResult(request, found, requestedAt) : null;
    },
  };

  async function acceptedResult(request: ProviderRequest, object: Fields, requestedAt: string): Promise<Written> {
    // The response to an amendment is not the booking, so the booking is read.
    const snapshots =
      request.kind === 'amendment'
        ? (await read('booking', request.input.booking)).snapshots
        : [snapshotOf(kindOf(request.kind), object, requestedAt)];
    return { outcome: 'accepted', snapshots };
  }
}

/** Whether an object that the search found is the one that the request created. */
function matchesRequest(request: ProviderRequest, object: Fields, value: string): boolean {
  if (request.kind === 'booking') return textOf(object.name) === value;
  return (
    // A product has no field for a mark; an active one with the same SKU and name counts as created by this request.
    request.kind === 'product' &&
    textOf(object.sku) === value &&
    object.archived_at === null &&
    textOf(object.name) === request.input.name
  );
}

/** Adds the mark to the name, the only field of a booking that can be searched for. */
function marked(name: string, searchMark: string): string {
  return `${name} (${searchMark})`;
}

function requestFor(request: ProviderRequest, searchMark: string): Sent {
  switch (request.kind) {
    case 'booking':
      return {
        method: 'POST',
        path: '/bookings',
        body: bookingBody(request.input, marked(request.input.name, searchMark), searchMark),
      };
    case 'amendment':
      return { method: 'POST', path: '/booking_amendments', body: amendmentBody(request.input) };
    case 'product': {
      const { product } = request.input;
      const path = product === undefined ? '/products' : `/products/${encodeURIComponent(product)}`;
      return { method: product === undefined ? 'POST' : 'PATCH', path, body: productBody(request.input) };
    }
  }
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
