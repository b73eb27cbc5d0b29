import { z } from 'zod';
import { BOOKINGS, type BookingDetail, type BookingListItem } from '#db/queries/bookings.ts';
import { bookings } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, moment, place, quantity, rowOf, shown, showStep, stepSchema } from '#lib/api/rows.ts';
import { BOOKING_STATUSES } from '#lib/model/record.ts';

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
    .describe('The previous vessel and voyage, after a rollover.'),
  shipments: z.array(linkedSchema),
});

export const bookingList = listOperation({
  list: BOOKINGS,
  id: 'listBookings',
  tag: 'Bookings',
  summary: 'Bookings, most recently updated first',
  name: 'Booking',
  row,
  show: (booking: BookingListItem) => shown(booking),
});

export const bookingOne = oneOperation({
  id: 'getBooking',
  path: '/bookings/{id}',
  tag: 'Bookings',
  summary: 'One booking with its steps and its shipments',
  name: 'BookingDetail',
  row: row.extend({ steps: z.array(stepSchema) }),
  show: (booking: BookingDetail) => ({ ...shown(booking), steps: booking.steps.map(showStep) }),
});
