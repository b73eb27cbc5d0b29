import { serveList } from '#lib/api/handler.ts';
import { bookingReferenceList } from '#lib/api/resources/booking-references.ts';

export const GET = serveList(bookingReferenceList);
