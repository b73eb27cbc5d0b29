import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The attribute of an element that cannot be used before React has hydrated it. */
export function useHydrating(): { 'data-hydrating'?: '' } {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return hydrated ? {} : { 'data-hydrating': '' };
}
