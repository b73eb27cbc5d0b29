import { listBookings } from '#db/queries/bookings.ts';
import { serveList } from '#lib/api/handler.ts';
import { bookingList } from '#lib/api/nouns/bookings.ts';

export const GET = serveList(bookingList, listBookings);
