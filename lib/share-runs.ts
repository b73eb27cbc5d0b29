/**
 * Work of which one run happens at a time. A call while none runs begins one. Calls during a run share one more, which begins
 * when that has ended: the run may already have looked where they left something. Each resolves, or rejects, with its own run, which has
 * the argument of the call that asked for it first.
 */
export function shareRuns<Argument, Result>(
  work: (argument: Argument) => Promise<Result>,
): (argument: Argument) => Promise<Result> {
  let running: Promise<Result> | undefined;
  let following: Promise<Result> | undefined;
  const begin = (argument: Argument) => {
    running = work(argument).finally(() => {
      running = undefined;
    });
    return running;
  };
  const follow = (argument: Argument) => {
    following = undefined;
    return begin(argument);
  };
  return (argument) => {
    if (following) return following;
    if (!running) return begin(argument);
    const next = () => follow(argument);
    following = running.then(next, next);
    return following;
  };
}
