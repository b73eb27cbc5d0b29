import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useHydrating } from './use-hydrating.ts';

const PAUSE_MS = 220;

/**
 * The text of a box that finds what people type. It follows `applied`, what is found already, while nobody types. `go` runs
 * after a pause where `live`, and at once when asked.
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
  // Text that was typed before hydration counts as typed now.
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
