import { serveList } from '#lib/api/handler.ts';
import { bookingList } from '#lib/api/resources/bookings.ts';

export const GET = serveList(bookingList);
