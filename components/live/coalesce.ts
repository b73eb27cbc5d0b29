/**
 * Wraps a task so that any number of calls run it one at a time, at most once per `gap` milliseconds, and always once
 * more after the last call. `stop` cancels a run that has not started.
 */
export function coalesce(task: () => Promise<unknown>, gap: number): { run: () => void; stop: () => void } {
  let requested = false;
  let busy = false;
  let stopped = false;
  const loop = async () => {
    busy = true;
    while (requested && !stopped) {
      requested = false;
      await task().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, gap));
    }
    busy = false;
  };
  return {
    run: () => {
      requested = true;
      if (!busy) void loop();
    },
    stop: () => {
      stopped = true;
    },
  };
}
