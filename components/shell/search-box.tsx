'use client';
import { Search } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { splitReferences } from '#lib/model/reference.ts';
import { useWords } from '#words';
import { BOARD_PATH } from '../board/path.ts';
import { LOOKUP_PATH } from '../lookup/path.ts';
import { referencesHref } from '../shipments/reference-search-result.tsx';
import { ClearButton } from '../ui/clear-button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useTyped } from '../ui/use-typed.ts';

/** Searches shipments by any part of what names them. On the list and the board it filters while typing, elsewhere Enter opens the list. */
export function SearchBox() {
  const { t } = useWords();
  const router = useRouter();
  const params = useSearchParams();
  const path = usePathname();
  const onList = path === '/shipments' || path === BOARD_PATH;
  // These pages begin with a field of their own on a phone.
  const hasLookup = path === '/shipments' || path === '/' || path === LOOKUP_PATH;
  const applied = onList ? (params.get('q') ?? '') : '';
  const { input, hydrating, text, type, go, clear } = useTyped(
    applied,
    (value) => {
      const next = new URLSearchParams(onList ? params : undefined);
      // What is searched may be completed.
      for (const key of ['cursor', 'before', 'q', 'refs', 'scope']) next.delete(key);
      if (value) next.set('q', value);
      const address = `${onList ? path : '/shipments'}${next.size > 0 ? `?${next}` : ''}`;
      if (onList) router.replace(address);
      else router.push(address);
    },
    onList,
  );
  return (
    <search className={cx('max-w-105 min-w-0 flex-1', hasLookup && 'max-sm:hidden')}>
      <form
        className="group relative"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint pointer-coarse:top-3.5"
          strokeWidth={1.75}
        />
        <input
          ref={input}
          {...hydrating}
          id="search"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => type(event.target.value)}
          onPaste={(event) => {
            const references = splitReferences(event.clipboardData.getData('text'));
            if (references.length < 2) return;
            event.preventDefault();
            router.push(`/shipments${referencesHref(references)}`);
          }}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          aria-label={t('Search references')}
          aria-keyshortcuts="/"
          placeholder={t('Search PO, B/L, container, vessel, customer, SKU')}
          className="h-8 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8.5 text-sm text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
        />
        {text ? (
          <ClearButton label={t('Clear search')} className="top-1 right-1" onClear={clear} />
        ) : (
          <Kbd className="pointer-events-none absolute top-1.5 right-1.5 group-focus-within:hidden max-sm:hidden">
            /
          </Kbd>
        )}
      </form>
    </search>
  );
}
