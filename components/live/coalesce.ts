/**
 * Wraps a task so that any number of calls run it one at a time, at most once per `gap` milliseconds, and always once
 * more after the last call. `stop` forgets what is still waiting.
 */
export function coalesce(task: () => Promise<unknown>, gap: number): { run: () => void; stop: () => void } {
  let wanted = false;
  let busy = false;
  let stopped = false;
  const loop = async () => {
    busy = true;
    while (wanted && !stopped) {
      wanted = false;
      await task().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, gap));
    }
    busy = false;
  };
  return {
    run: () => {
      wanted = true;
      if (!busy) void loop();
    },
    stop: () => {
      stopped = true;
    },
  };
}
