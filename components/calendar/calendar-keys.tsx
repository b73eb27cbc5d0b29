'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { usePageKeys } from '../shell/page-keys.ts';
import { startNavigation } from '../shell/page-ready.ts';
import { useHydrating } from '../ui/use-hydrating.ts';
import { focusFirstEntry, stepEntry } from './step-entry.ts';

const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
const ELSEWHERE = 'input, textarea, select, summary, [role="dialog"], [role="menu"], dialog[open]';

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
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (!ARROWS.has(key) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof HTMLElement) || target.closest(ELSEWHERE)) return;
      const entry = target.closest<HTMLElement>('[data-entry]');
      if (entry) stepEntry(entry, key);
      else if (key === 'ArrowDown' && focusFirstEntry()) event.preventDefault();
      else if (key === 'ArrowLeft' || key === 'ArrowRight') {
        startNavigation();
        router.push(key === 'ArrowLeft' ? previous : next, { scroll: false });
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router, previous, next]);
  return <span hidden {...hydrating} />;
}
