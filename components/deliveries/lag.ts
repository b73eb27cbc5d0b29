type Delivery = { receivedAt: string; states: readonly { settledAt: string | null; state: string }[] };

/** Milliseconds from the arrival of a delivery until its last event was settled; null while one is not. */
export function lagOf({ receivedAt, states }: Delivery): number | null {
  if (states.length === 0 || states.some(({ state, settledAt }) => state === 'pending' || settledAt === null))
    return null;
  return Math.max(...states.map(({ settledAt }) => Date.parse(settledAt ?? ''))) - Date.parse(receivedAt);
}

/** A repeat that comes later than this is no impatient sender's, milliseconds. */
const LATE = 5 * 60_000;

/** How much later than the first a duplicate came, milliseconds; null for one that came soon, and for what is none. */
export function lateRepeat({ receivedAt, firstReceivedAt }: { receivedAt: string; firstReceivedAt: string | null }) {
  const later = firstReceivedAt === null ? 0 : Date.parse(receivedAt) - Date.parse(firstReceivedAt);
  return later > LATE ? later : null;
}
