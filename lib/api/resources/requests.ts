import { z } from 'zod';
import { PROVIDER_REQUESTS, type RequestItem } from '#db/queries/requests.ts';
import { providerRequests } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { warningsOf } from '#lib/model/booking-warnings.ts';
import { BOOKING_STATUSES } from '#lib/model/record.ts';
import { REQUEST_STATES, REQUESTS, type RequestKind } from '#lib/model/request.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

const kind = z.enum(Object.keys(REQUESTS) as [RequestKind, ...RequestKind[]]);
const state = z.enum(REQUEST_STATES);

const warning = z.strictObject({ field: z.string(), message: z.string() });

const row = rowOf(providerRequests, {
  warnings: z.array(warning).describe('What is unusual about a booking: cargo that the containers may not take.'),
  bookingNumber: z.string().nullable().describe('The number of that booking.'),
  bookingStatus: z
    .enum(BOOKING_STATUSES)
    .nullable()
    .describe('The status of the booking that it made or amended; null before the booking is stored.'),
  kind,
  state: state.describe('`sent`: the result is not known yet.'),
  input: z.record(z.string(), z.unknown()).describe('The submitted fields.'),
});

const show = (request: RequestItem) => ({
  ...request,
  warnings: request.kind === 'booking' ? warningsOf(request.input as Parameters<typeof warningsOf>[0], ENGLISH) : [],
});

export const requestList = listOperation({
  list: PROVIDER_REQUESTS,
  id: 'listRequests',
  tag: 'Requests',
  summary: 'Requests to providers, latest first',
  name: 'Request',
  row,
  show,
});

const bodyOf = <Kind extends RequestKind, Input extends z.ZodType>(name: Kind, input: Input) =>
  z.strictObject({
    kind: z.literal(name),
    provider: z.string().max(60).describe('The name of the provider.'),
    input,
  });

/** The bodies of requests, by kind. */
export const REQUEST_BODIES = {
  booking: bodyOf('booking', REQUESTS.booking),
  amendment: bodyOf('amendment', REQUESTS.amendment),
  product: bodyOf('product', REQUESTS.product),
} as const;

export const requestCreate = {
  kind: 'creation',
  id: 'createRequest',
  path: '/requests',
  tag: 'Requests',
  summary: 'Requests a booking, an amendment of a booking, or a product from a provider',
  name: 'Request',
  row,
  created: 'Stored; a worker sends it to the provider shortly.',
  isIdempotent: true,
  conflict: 'The booking has other values by now than `was` of the amendment states; `changed` lists them.',
  query: z.strictObject({}),
  body: z.discriminatedUnion('kind', [REQUEST_BODIES.booking, REQUEST_BODIES.amendment, REQUEST_BODIES.product]),
  show,
} as const;

export const requestOne = oneOperation({
  id: 'getRequest',
  path: '/requests/{id}',
  tag: 'Requests',
  summary: 'One request and its result',
  name: 'Request',
  row,
  show,
});
