import { useSyncExternalStore } from 'react';

/** Session storage: a note that was not added yet outlives the page, but not the tab. */
const PREFIX = 'fairlead-note ';

/** The same as in the session storage, also where the browser blocks it. */
const texts = new Map<string, string>();
const listeners = new Set<() => void>();

function stored(key: string): string {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

function store(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, text);
  } catch {}
}

function read(key: string): string {
  const text = texts.get(key) ?? stored(key);
  texts.set(key, text);
  return text;
}

function write(key: string, text: string): void {
  texts.set(key, text);
  store(key, text);
  for (const listener of listeners) listener();
}

/** For signing out: nothing that was typed stays in the browser. */
export function forgetNoteDrafts(): void {
  texts.clear();
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  } catch {}
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The note on an exception that a user has not added yet, empty until the page is hydrated, and what changes it. */
export function useNoteDraft(by: string, id: string): [string, (text: string) => void] {
  const key = `${by} ${id}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => '',
  );
  return [text, (next) => write(key, next)];
}
