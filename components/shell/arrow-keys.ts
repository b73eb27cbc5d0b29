import { useEffectEvent, useLayoutEffect } from 'react';

const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
const ELSEWHERE = 'input, textarea, select, summary, [role="dialog"], [role="menu"], dialog[open]';

/** Calls `onArrow` for arrow keys outside of fields and dialogs, with the element that has the focus. It returns whether it used the key. */
export function useArrowKeys(onArrow: (key: string, from: HTMLElement) => boolean): void {
  const act = useEffectEvent(onArrow);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (!ARROWS.has(key) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof HTMLElement) || target.closest(ELSEWHERE)) return;
      if (act(key, target)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
