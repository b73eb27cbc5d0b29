import { useActionState, useEffect, useRef, useState } from 'react';
import { useHydrating } from '../ui/use-hydrating.ts';
import { noteFailure } from './reachable.ts';
import { focusRefused, restoreSubmitted } from './submitted.ts';

/**
 * What a call of the server resolves to; undefined if the server did not answer, which the page then says. Everything else that is
 * thrown, such as a redirect, is thrown on.
 */
export async function sent<Value>(call: Promise<Value>): Promise<Value | undefined> {
  try {
    return await call;
  } catch (thrown) {
    // What `fetch` rejects with.
    if (!(thrown instanceof TypeError)) throw thrown;
    noteFailure('unanswered');
    return undefined;
  }
}

const isRefusal = (state: unknown) =>
  typeof state === 'object' &&
  state !== null &&
  (('ok' in state && !state.ok) || ('problem' in state && state.problem !== null));

/**
 * `useActionState` for an action of the server. If the server refuses, with `ok: false` or a `problem`, or does not answer, the form stays as it was
 * entered, with the focus in the first field that was refused, where it would otherwise be empty or the page replaced by an error; the last of the results tells whether the server did not answer. Works
 * before hydration too.
 */
export function useSent<State>(
  action: (before: Awaited<State>, form: FormData) => State | Promise<State>,
  initial: Awaited<State>,
) {
  const isHydrating = 'data-hydrating' in useHydrating();
  const hasFailed = useRef(false);
  const [isUnanswered, setUnanswered] = useState(false);
  const send = async (before: Awaited<State>, form: FormData) => {
    const answer = await sent(Promise.resolve(action(before, form)).then((state) => ({ state })));
    hasFailed.current = !answer || isRefusal(answer.state);
    setUnanswered(!answer);
    return answer ? answer.state : before;
  };
  const result = useActionState<State, FormData>(isHydrating ? action : send, initial);
  const [state, submit, isPending] = result;
  useEffect(() => {
    if (isPending || !hasFailed.current) return;
    hasFailed.current = false;
    restoreSubmitted();
    focusRefused();
  }, [isPending]);
  return [state, submit, isPending, isUnanswered] as const;
}
