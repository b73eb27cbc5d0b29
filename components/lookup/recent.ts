import { useSyncExternalStore } from 'react';
import { searchable } from '#lib/model/reference.ts';

const KEY = 'fairlead-lookups';
const LIMIT = 5;
const NONE: readonly string[] = [];

let cached: { raw: string | null; list: readonly string[] } = { raw: null, list: NONE };
const listeners = new Set<() => void>();

/** The stored text; null without one, and where the browser blocks storage. */
function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(raw: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(raw);
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string').slice(0, LIMIT) : NONE;
  } catch {
    return NONE;
  }
}

function recent(): readonly string[] {
  const raw = read();
  if (raw !== cached.raw) cached = { raw, list: raw === null ? NONE : parse(raw) };
  return cached.list;
}

function write(list: readonly string[]): void {
  try {
    if (list.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
  } catch {}
  for (const listener of listeners) listener();
}

const others = (text: string) => recent().filter((one) => searchable(one) !== searchable(text));

/** Puts what was looked up first among the latest five of this browser; spelling is ignored. */
export const rememberLookup = (text: string): void => write([text, ...others(text)].slice(0, LIMIT));
export const forgetLookup = (text: string): void => write(others(text));
/** For signing out: the next user of the browser does not see them. */
export const forgetLookups = (): void => write(NONE);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What this browser looked up, the latest first; nothing until the page is hydrated. */
export function useRecentLookups(): readonly string[] {
  return useSyncExternalStore(subscribe, recent, () => NONE);
}
