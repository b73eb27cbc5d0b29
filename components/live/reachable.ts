import { useSyncExternalStore } from 'react';

/** `unsent`: it was kept back. `unanswered`: it was sent, and what became of it is not known. `unopened`: another page was not opened. */
export type Failure = 'unsent' | 'unanswered' | 'unopened';

type State = { isSilent: boolean; failure: Failure | null };

const FINE: State = { isSilent: false, failure: null };
let state = FINE;
const listeners = new Set<() => void>();

/** How long the page says so, if the connection is fine otherwise. */
const NOTE_MS = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(next: State): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Whether the server was heard within the last seconds: nothing is refreshed or sent otherwise. */
export const isReachable = (): boolean => !state.isSilent;

/** Whether the server is heard. When it is heard again, nothing more is said. */
export function setReachable(reachable: boolean): void {
  if (reachable !== state.isSilent) return;
  clearTimeout(timer);
  set(reachable ? FINE : { ...state, isSilent: true });
}

/** What a user did failed: until the connection is back, or for a moment, the page says so. */
export function noteFailure(failure: Failure): void {
  clearTimeout(timer);
  set({ ...state, failure });
  if (!state.isSilent) timer = setTimeout(() => !state.isSilent && set(FINE), NOTE_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What the page has to say of what its user did; null for nothing. */
export const useFailure = (): Failure | null =>
  useSyncExternalStore(
    subscribe,
    () => state.failure,
    () => null,
  );
