/**
 * Work of which one run happens at a time. A call while none runs begins one. Calls during a run share one more, which begins
 * when that has ended: the run may already have looked where they left something. Each resolves, or rejects, with its own run, which gets
 * the arguments of all calls that share it.
 */
export function shareRuns<Argument, Result>(
  work: (ofCalls: readonly Argument[]) => Promise<Result>,
): (argument: Argument) => Promise<Result> {
  let running: Promise<Result> | undefined;
  let following: { result: Promise<Result>; ofCalls: Argument[] } | undefined;
  const begin = (ofCalls: readonly Argument[]) => {
    running = work(ofCalls).finally(() => {
      running = undefined;
    });
    return running;
  };
  return (argument) => {
    if (following) {
      following.ofCalls.push(argument);
      return following.result;
    }
    if (!running) return begin([argument]);
    const ofCalls = [argument];
    const next = () => {
      following = undefined;
      return begin(ofCalls);
    };
    following = { result: running.then(next, next), ofCalls };
    return following.result;
  };
}

/** A signal that aborts when each of some callers has given up; undefined if one of them never does. */
export function whenAllAbort(signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const all = new AbortController();
  const check = () => {
    if (signals.every((signal) => signal?.aborted)) all.abort();
  };
  for (const signal of signals) {
    if (!signal) return undefined;
    signal.addEventListener('abort', check, { once: true });
  }
  check();
  return all.signal;
}
