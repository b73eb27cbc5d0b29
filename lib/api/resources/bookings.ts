import { z } from 'zod';
import { BOOKING_SORTS, type BookingDetail, type BookingListItem } from '#db/queries/bookings.ts';
import { bookings } from '#db/schema/index.ts';
import { flag, listOperation, oneOperation, provider, shipment, today, words } from '#lib/api/operation.ts';
import { linkedSchema, moment, place, quantity, rowOf, shown, showStep, stepSchema } from '#lib/api/rows.ts';
import { BOOKING_STATUSES } from '#lib/model/record.ts';
import { transportModeSchema } from '#lib/model/schema.ts';

const row = rowOf(bookings, {
  status: z.enum(BOOKING_STATUSES),
  origin: place,
  portOfLoading: place,
  portOfDischarge: place,
  destination: place,
  weight: quantity,
  volume: quantity,
  containerCounts: z.record(z.string(), z.int()).nullable().describe('Containers by size.'),
  createdAt: moment,
  rolledFrom: z
    .strictObject({ vessel: z.string().nullable(), voyage: z.string().nullable() })
    .nullable()
    .describe('The vessel and voyage that it was on before.'),
  shipments: z.array(linkedSchema),
});

export const bookingList = listOperation({
  id: 'listBookings',
  path: '/bookings',
  tag: 'Bookings',
  summary: 'Bookings, the one that we learned of last first',
  name: 'Booking',
  row,
  sorts: BOOKING_SORTS,
  filter: {
    q: words(200, 'The beginning of the number, without regard to case, spaces and punctuation.'),
    status: z.enum(BOOKING_STATUSES).optional().describe('How far it has come.'),
    mode: transportModeSchema.optional().describe('Means of transport.'),
    late: flag('Only those whose cargo should be ready by now and which nobody has confirmed.'),
    provider,
    shipment,
    today,
  },
  show: (booking: BookingListItem) => shown(booking),
});

export const bookingOne = oneOperation({
  id: 'getBooking',
  path: '/bookings/{id}',
  tag: 'Bookings',
  summary: 'One booking with what happened to it and its shipments',
  name: 'BookingDetail',
  row: row.extend({ steps: z.array(stepSchema) }),
  show: (booking: BookingDetail) => ({ ...shown(booking), steps: booking.steps.map(showStep) }),
});
