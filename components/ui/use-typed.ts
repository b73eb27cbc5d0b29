import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useHydrating } from './use-hydrating.ts';

const PAUSE_MS = 220;

/**
 * The text of a search box. It follows `applied`, the current search, unless the box has the focus. `go` runs after a pause in typing if
 * `live`, and at once when the returned `go` is called.
 */
export function useTyped(applied: string, go: (value: string) => void, live = true) {
  const [text, setText] = useState(applied);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(applied);
  }, [applied]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const early = useEffectEvent(() => {
    const typed = input.current?.value ?? '';
    if (typed !== text) type(typed);
  });
  // Text that was typed before hydration is handled like text typed now.
  useEffect(() => early(), []);
  const now = (value: string) => {
    clearTimeout(timer.current);
    go(value.trim());
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    if (live) timer.current = setTimeout(() => go(value.trim()), PAUSE_MS);
  };
  const clear = () => {
    setText('');
    now('');
    input.current?.focus();
  };
  return { input, hydrating: useHydrating(), text, type, go: () => now(input.current?.value ?? text), clear };
}
