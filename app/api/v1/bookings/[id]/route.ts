import { getBooking } from '#db/queries/bookings.ts';
import { serveOne } from '#lib/api/handler.ts';
import { bookingOne } from '#lib/api/resources/bookings.ts';

export const GET = serveOne(bookingOne, getBooking);
