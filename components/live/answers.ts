/** How long a silent server may take to answer before it counts as away, in milliseconds. */
const PROBE_MS = 3_000;

/** Whether the server answers at all. A proxy that hides the address answers for it; one that does not reach the server says so with 5xx. */
export async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch('/api/health/live', { signal: AbortSignal.timeout(PROBE_MS) })).status < 500;
  } catch {
    return false;
  }
}
