'use client';
import { Search, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { type ListState, stateHref } from './list-state.ts';

const PAUSE_MS = 220;

type Props = { base: string; state: ListState; label: string };

/** Finds rows by the beginning of their name while people type. */
export function FindBox({ base, state, label }: Props) {
  const router = useRouter();
  const applied = state.q ?? '';
  const [text, setText] = useState(applied);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(applied);
  }, [applied]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const go = (value: string) => {
    clearTimeout(timer.current);
    router.replace(stateHref(base, state, { q: value.trim() || undefined }), { scroll: false });
  };
  return (
    <search className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-3 text-faint" />
      <input
        ref={input}
        id="find"
        aria-keyshortcuts="/"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        aria-label={label}
        placeholder={label}
        onChange={({ target: { value } }) => {
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => go(value), PAUSE_MS);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') go(text);
          if (key === 'Escape') currentTarget.blur();
        }}
        className="h-7 w-48 rounded-md border border-line-strong bg-surface pr-7 pl-6.5 text-xs text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
      />
      {text && (
        <button
          type="button"
          aria-label="Clear what is looked for"
          onClick={() => {
            setText('');
            go('');
            input.current?.focus();
          }}
          className="absolute top-0.5 right-0.5 flex size-6 items-center justify-center rounded text-faint hover:bg-fill hover:text-ink"
        >
          <X aria-hidden className="size-3" />
        </button>
      )}
    </search>
  );
}
