'use client';
import { type ReactNode, useSyncExternalStore } from 'react';

const QUERY = '(width < 40rem)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Content that only screens narrower than 640 px have; before hydration the others hide it. */
export function OnPhone({ children }: { children: ReactNode }) {
  const isPhone = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => true,
  );
  return isPhone ? <div className="sm:hidden">{children}</div> : null;
}
