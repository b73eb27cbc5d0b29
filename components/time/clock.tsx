'use client';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const Rendered = createContext(0);

/** Provides the instant of the server rendering, so that the first render in the browser is equal. */
export function ClockProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  return <Rendered value={renderedAt}>{children}</Rendered>;
}

const TICK_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function subscribe(listener: () => void): () => void {
  current = Date.now();
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present in milliseconds, updated every 15 seconds; all ages share one timer. */
export function useNow(): number {
  const renderedAt = useContext(Rendered);
  return useSyncExternalStore(
    subscribe,
    () => current || Date.now(),
    () => renderedAt,
  );
}
