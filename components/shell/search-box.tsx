'use client';
import { Search, X } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';

const PAUSE_MS = 220;

/** Searches references. On the list it filters while people type, elsewhere it leads to the list on Enter. */
export function SearchBox() {
  const router = useRouter();
  const params = useSearchParams();
  const onList = usePathname() === '/shipments';
  const applied = onList ? (params.get('q') ?? '') : '';
  const [text, setText] = useState(applied);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(applied);
  }, [applied]);
  const go = (value: string) => {
    clearTimeout(timer.current);
    const next = new URLSearchParams(onList ? params : undefined);
    for (const key of ['cursor', 'before', 'q']) next.delete(key);
    if (value.trim()) next.set('q', value.trim());
    const query = next.size > 0 ? `?${next}` : '';
    if (onList) router.replace(`/shipments${query}`);
    else router.push(`/shipments${query}`);
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    if (onList) timer.current = setTimeout(() => go(value), PAUSE_MS);
  };
  return (
    <search className="max-w-105 min-w-0 flex-1">
      <form
        className="group relative"
        onSubmit={(event) => {
          event.preventDefault();
          go(text);
        }}
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint"
          strokeWidth={1.75}
        />
        <input
          ref={input}
          id="search"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          aria-label="Search references"
          aria-keyshortcuts="/"
          placeholder="Search PO, B/L, booking, container"
          className="h-8 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8.5 text-sm text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
        />
        {text ? (
          <button
            type="button"
            aria-label="Clear search"
            onClick={() => {
              setText('');
              go('');
              input.current?.focus();
            }}
            className="absolute top-1 right-1 flex size-6 items-center justify-center rounded text-faint hover:bg-fill hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : (
          <Kbd className="pointer-events-none absolute top-1.5 right-1.5 group-focus-within:hidden max-sm:hidden">
            /
          </Kbd>
        )}
      </form>
    </search>
  );
}
