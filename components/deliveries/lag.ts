type Delivery = { receivedAt: string; states: readonly { settledAt: string | null; state: string }[] };

/** Milliseconds from the arrival of a delivery until its last event was settled; null while one is pending. */
export function lagOf({ receivedAt, states }: Delivery): number | null {
  if (states.length === 0 || states.some(({ state, settledAt }) => state === 'pending' || settledAt === null))
    return null;
  return Math.max(...states.map(({ settledAt }) => Date.parse(settledAt ?? ''))) - Date.parse(receivedAt);
}

/** A duplicate after this time counts as a late repeat. */
const LATE_REPEAT_MS = 5 * 60_000;

/** How long after the first delivery a late repeat arrived, milliseconds; null for others. */
export function lateRepeat({ receivedAt, firstReceivedAt }: { receivedAt: string; firstReceivedAt: string | null }) {
  const later = firstReceivedAt === null ? 0 : Date.parse(receivedAt) - Date.parse(firstReceivedAt);
  return later > LATE_REPEAT_MS ? later : null;
}
