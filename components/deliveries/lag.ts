type Delivery = { receivedAt: string; events: readonly { settledAt: string | null }[] };

/** Milliseconds from the arrival of a delivery until its last event was settled; null while one is not. */
export function lagOf({ receivedAt, events }: Delivery): number | null {
  const settled = events.map((event) => event.settledAt).filter((at) => at !== null);
  if (settled.length === 0 || settled.length < events.length) return null;
  return Math.max(...settled.map((at) => Date.parse(at))) - Date.parse(receivedAt);
}
