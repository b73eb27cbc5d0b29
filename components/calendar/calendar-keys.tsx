'use client';
import { useRouter } from 'next/navigation';
import { useArrowKeys } from '../shell/arrow-keys.ts';
import { usePageKeys } from '../shell/page-keys.ts';
import { startNavigation } from '../shell/page-ready.ts';
import { useHydrating } from '../ui/use-hydrating.ts';
import { focusFirstEntry, stepEntry } from './step-entry.ts';

/**
 * The keys of the calendar. Arrows go from an entry to the next; elsewhere left and right change the week, as `[` and `]` do, and down goes to
 * the first entry.
 */
export function CalendarKeys({ previous, next }: { previous: string; next: string }) {
  const router = useRouter();
  const hydrating = useHydrating();
  const go = (href: string) => {
    startNavigation();
    router.push(href, { scroll: false });
  };
  usePageKeys({ '[': () => go(previous), ']': () => go(next) });
  useArrowKeys((key, from) => {
    const entry = from.closest<HTMLElement>('[data-entry]');
    if (entry) stepEntry(entry, key);
    else if (key === 'ArrowLeft' || key === 'ArrowRight') go(key === 'ArrowLeft' ? previous : next);
    else return key === 'ArrowDown' && focusFirstEntry();
    return true;
  });
  return <span hidden {...hydrating} />;
}
