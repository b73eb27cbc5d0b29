import type { RequestItem } from '#db/queries/requests.ts';
import { REQUEST_LABELS } from '#lib/model/labels.ts';
import type { Words } from '#lib/model/language.ts';
import type { BookingStatus } from '#lib/model/record.ts';
import type { RequestKind, RequestState } from '#lib/model/request.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import type { Tone } from '../ui/chip.tsx';

export const KINDS: Record<RequestKind, string> = {
  booking: 'Booking',
  amendment: 'Amendment',
  product: 'Product',
};

export type Outcome = { label: string; tone: Tone; description: string };

const STATES: Record<RequestState, Outcome> = {
  queued: {
    label: REQUEST_LABELS.queued,
    tone: 'none',
    description: 'Queued; sent within a second while a worker runs.',
  },
  sent: {
    label: REQUEST_LABELS.sent,
    tone: 'risk',
    description: 'Sent, and not answered yet. Before a retry Fairlead checks whether it was accepted.',
  },
  accepted: { label: REQUEST_LABELS.accepted, tone: 'ok', description: 'The provider accepted it.' },
  refused: {
    label: REQUEST_LABELS.refused,
    tone: 'late',
    description: 'The provider rejected it for this reason. It is not sent again.',
  },
};

const CONFIRMED: Outcome = { label: 'Confirmed', tone: 'ok', description: 'The forwarder confirmed the booking.' };

/** What became of a booking that was accepted. */
const OF_BOOKING: Partial<Record<BookingStatus, Outcome>> = {
  submitted: { ...STATES.accepted, description: 'The forwarder has the booking, and has not confirmed it yet.' },
  confirmed: CONFIRMED,
  shipped: { ...CONFIRMED, description: 'The forwarder confirmed the booking, and its cargo left.' },
  cancelled: { label: 'Cancelled', tone: 'late', description: 'The booking was cancelled at the forwarder.' },
};

/** The state of a request in the words of the trade, with what became of its booking. */
export function outcomeOf({
  state,
  kind,
  bookingStatus,
}: Pick<RequestItem, 'state' | 'kind' | 'bookingStatus'>): Outcome {
  if (state !== 'accepted') return STATES[state];
  const reached = bookingStatus === null ? undefined : OF_BOOKING[bookingStatus];
  if (kind !== 'amendment' || bookingStatus === 'cancelled') return reached ?? STATES.accepted;
  return { label: 'Amended', tone: 'ok', description: 'The forwarder accepted the amendment.' };
}

type Named = Pick<RequestItem, 'kind' | 'bookingNumber'> & { input: Readonly<Record<string, unknown>> };

/** The number of the booking that an amendment changes. */
export function amendedBooking({ input, bookingNumber }: Named): string {
  return bookingNumber ?? String(input.booking);
}

/** What a request is about, in a few words. */
export function requestName(request: Named, { t }: Words = ENGLISH): string {
  const { kind, input } = request;
  if (kind === 'amendment') return t('of {booking}', { booking: amendedBooking(request) });
  return [kind === 'product' ? input.sku : null, input.name].filter(Boolean).join(' ');
}
