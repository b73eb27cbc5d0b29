/** Runs `act` while the clock of this process stands still at an instant, ISO 8601. Elapsed times are measured by another clock. */
export async function atInstant<Value>(at: string, act: () => Promise<Value>): Promise<Value> {
  const running = Date.now;
  Date.now = () => Date.parse(at);
  try {
    return await act();
  } finally {
    Date.now = running;
  }
}

/** The instant some hours after another one. */
export function hoursAfter(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}
