/** How long a silent server may take to answer before it counts as away, in milliseconds. */
const PROBE_MS = 3_000;

/** Whether the server answers at all. */
export async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    return (await fetch('/api/health/live', { signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    return false;
  }
}
