import { type RefObject, useLayoutEffect } from 'react';

/** How far from the left edge a pinned column stays; set by `usePinnedOffsets`. */
export function pinnedStyle(at: number): { left: string } {
  return { left: at === 0 ? '0' : `var(--pinned-${at}, auto)` };
}

/** Where pinned columns stay: each beside the ones before it, whose widths the browser decides. `pinned` counts the first one. */
export function usePinnedOffsets(table: RefObject<HTMLTableElement | null>, pinned: number): void {
  useLayoutEffect(() => {
    const element = table.current;
    const heads = [...(element?.tHead?.rows[0]?.cells ?? [])].slice(0, pinned);
    if (!element || heads.length < 2) return;
    const place = () => {
      let left = 0;
      for (const [at, head] of heads.entries()) {
        element.style.setProperty(`--pinned-${at}`, `${left}px`);
        left += head.offsetWidth;
      }
    };
    place();
    const observer = new ResizeObserver(place);
    for (const head of heads) observer.observe(head);
    return () => observer.disconnect();
  });
}
