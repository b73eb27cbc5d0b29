import { database } from '#db/client.ts';
import { type BookingRow, bookingOf } from '#db/queries/bookings.ts';
import { nameRequested } from '#db/queries/requests.ts';
import type { AmendedValues, AmendmentInput } from '#lib/model/amendment-request.ts';
import { BOOKING_RULES, type BookingTerms } from '#lib/model/booking-rules.ts';
import { AMENDABLE, type Amendable, BOOKED_MODES, CONTAINER_SIZES } from '#lib/model/booking-terms.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { brokenRules } from '#lib/model/with-rules.ts';

/** A value of a booking that is another one than an amendment is based on. */
export type ChangedValue = { field: Amendable; was: unknown; now: unknown };

/** An amendment with the values before it, what is wrong about it, and what changed since it was prepared. */
export type CheckedAmendment = { input: AmendmentInput; mistakes: Mistake[]; changed: ChangedValue[] };

/** The present values of a booking; null for none. A name that nobody requested here is not known. */
export async function currentValues(booking: BookingRow): Promise<AmendedValues> {
  const name = await nameRequested(database(), booking.id);
  return {
    ...(name !== null && { name }),
    cargoReadyOn: booking.cargoReadyOn,
    originPort: booking.portOfLoading?.unlocode ?? null,
    destinationPort: booking.portOfDischarge?.unlocode ?? null,
    containers: booking.containerCounts,
  };
}

/** Checks an amendment against the stored booking. One that is not stored is checked by its provider only. */
export async function checkAmendment(provider: string, input: AmendmentInput): Promise<CheckedAmendment> {
  const booking = await bookingOf(database(), provider, input.booking);
  if (!booking) return { input, mistakes: [], changed: [] };
  const current = await currentValues(booking);
  const { was: given = {}, ...changes } = input;
  const changed = AMENDABLE.flatMap((field) => {
    const [was, now] = [given[field], current[field]];
    return was === undefined || now === undefined || isSame(was, now) ? [] : [{ field, was, now }];
  });
  const amended = AMENDABLE.filter((field) => changes[field] !== undefined);
  const was = Object.fromEntries(
    amended.flatMap((field) => (current[field] === undefined ? [] : [[field, current[field]]])),
  );
  return { input: { ...changes, was }, mistakes: mistakesOf(booking, changes, amended, current), changed };
}

/** Whether an amendment of a booking makes sense. */
export function isAmendable({ status, removed }: Pick<BookingRow, 'status' | 'removed'>): boolean {
  return !removed && CLOSED[status] === undefined;
}

const CLOSED: Readonly<Record<string, string>> = {
  cancelled: 'is cancelled and cannot be amended',
  archived: 'is archived and cannot be amended',
};

function mistakesOf(
  booking: BookingRow,
  changes: Omit<AmendmentInput, 'was'>,
  amended: readonly Amendable[],
  current: AmendedValues,
): Mistake[] {
  const closed = booking.removed ? 'was deleted by the forwarder and cannot be amended' : CLOSED[booking.status];
  if (closed) return [{ field: 'booking', message: closed }];
  if (amended.every((field) => isSame(changes[field], current[field])))
    return [{ field: null, message: 'Nothing was changed: all values are those of the booking.' }];
  const terms = termsOf(booking, changes);
  const known = Object.entries(terms).flatMap(([field, value]) => (value === null ? [] : [field]));
  return brokenRules(BOOKING_RULES, terms as BookingTerms, { known, changed: amended }).map(({ field, message }) => ({
    field,
    message,
  }));
}

/** The terms that the rules can judge, as they will be; null for those that are not known. */
function termsOf(booking: BookingRow, changes: Omit<AmendmentInput, 'was'>): Record<string, unknown> {
  const mode = BOOKED_MODES.find((one) => one === booking.mode) ?? null;
  return {
    mode,
    lcl: booking.lcl,
    cargoReadyOn: changes.cargoReadyOn ?? booking.cargoReadyOn,
    deliveryOn: booking.deliveryOn,
    originPort: changes.originPort ?? booking.portOfLoading?.unlocode ?? null,
    destinationPort: changes.destinationPort ?? booking.portOfDischarge?.unlocode ?? null,
    containers: changes.containers ?? booking.containerCounts,
  };
}

/** Whether two values mean the same: no containers of a size are none, and no port is none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isCounts(a) || isCounts(b)) return countsText(a) === countsText(b);
  return (a ?? null) === (b ?? null);
}

const isCounts = (value: unknown): value is Record<string, number> => typeof value === 'object' && value !== null;

function countsText(value: unknown): string {
  const counts = isCounts(value) ? value : {};
  return Object.keys({ ...CONTAINER_SIZES, ...counts })
    .sort()
    .map((size) => `${size} ${counts[size] ?? 0}`)
    .join();
}
