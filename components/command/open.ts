import { useSyncExternalStore } from 'react';

/** `used`: it was opened once. `entered`: Enter was pressed, perhaps before there were results. */
type State = { open: boolean; used: boolean; text: string; entered: boolean };

const CLOSED: State = { open: false, used: false, text: '', entered: false };
let state = CLOSED;
const listeners = new Set<() => void>();

function set(changes: Partial<State>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

/** Opens the command menu from wherever on the page, empty. */
export const openCommandMenu = (): void => set({ open: true, used: true, text: '', entered: false });
export const closeCommandMenu = (): void => set({ open: false, entered: false });
export const isCommandMenuOpen = (): boolean => state.open;
export const setCommandText = (text: string): void => set({ text, entered: false });
/** Enter was pressed: the command is run as soon as there is one. */
export const enterCommand = (): void => set({ entered: true });

/** Types a key into the menu before its input has the focus. Returns whether the key was used. */
export function typeIntoCommandMenu(key: string): boolean {
  if (key === 'Escape') closeCommandMenu();
  else if (key === 'Enter') enterCommand();
  else if (key === 'Backspace') setCommandText(state.text.slice(0, -1));
  else if (key.length === 1) setCommandText(state.text + key);
  else return false;
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export const useCommandMenu = (): State =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => CLOSED,
  );
