import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The attribute of an element that cannot be used yet: its handlers come when React has hydrated it. */
export function useHydrating(): { 'data-hydrating'?: '' } {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return hydrated ? {} : { 'data-hydrating': '' };
}
