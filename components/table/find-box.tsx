'use client';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useWords } from '#words';
import { ClearButton } from '../ui/clear-button.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { type ListState, stateHref } from './list-state.ts';

type Props = { base: string; state: ListState; label: string };

/** Searches rows by prefix while typing. */
export function FindBox({ base, state, label }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const { input, hydrating, text, type, go, clear } = useTyped(state.q ?? '', (value) =>
    router.replace(stateHref(base, state, { q: value || undefined }), { scroll: false }),
  );
  return (
    <search className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2 size-3 text-faint pointer-coarse:top-4"
      />
      <input
        ref={input}
        {...hydrating}
        id="find"
        aria-keyshortcuts="/"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        aria-label={t(label)}
        placeholder={t(label)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') go();
          if (key === 'Escape') currentTarget.blur();
        }}
        className="h-7 w-48 rounded-md border border-line-strong bg-surface pr-7 pl-6.5 text-xs text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
      />
      {text && <ClearButton label={t('Clear search')} className="top-0.5 right-0.5" onClear={clear} />}
    </search>
  );
}
