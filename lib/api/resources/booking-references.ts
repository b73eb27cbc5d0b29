import { z } from 'zod';
import { BOOKING_REFERENCES, type BookingReference } from '#db/queries/booking-references.ts';
import { bookingReferences } from '#db/schema/index.ts';
import { listOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';

const row = rowOf(
  bookingReferences,
  {
    kind: z.enum(['company', 'address']),
    reference: z.string().describe('What a booking request takes as shipper, consignee, origin or destination.'),
    country: z.string().nullable().describe('ISO 3166-1 alpha-2.'),
    seenAt: z.iso.datetime().describe('When its description last changed (UTC).'),
  },
  ['terms'],
);

export const bookingReferenceList = listOperation({
  list: BOOKING_REFERENCES,
  id: 'listBookingReferences',
  tag: 'Requests',
  summary: 'Companies and addresses that booking requests can name, by name',
  name: 'BookingReference',
  row,
  show: ({ terms: _, ...reference }: BookingReference) => reference,
});
