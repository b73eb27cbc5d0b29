'use client';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import { leavePage } from '../live/leave-page.ts';
import { usePersonal } from '../personal/provider.tsx';
import { startNavigation } from '../shell/page-ready.ts';
import { applyPreference, type SavePreference } from '../shell/preferences.tsx';
import { layer } from '../ui/layer.tsx';
import { type Command, commandsFor, type Hits } from './commands.ts';
import type { Rights } from './further-pages.ts';
import { CommandList, optionId } from './list.tsx';
import { closeCommandMenu, enterCommand, setCommandText, useCommandMenu } from './open.ts';

export type CommandMenuProps = { rights: Rights; save: SavePreference };

/** The command menu: shipments by any part of what names them, records and parties by its beginning, pages, views and appearance. */
export function CommandMenu(props: CommandMenuProps) {
  const { t } = useWords();
  const { open } = useCommandMenu();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || closeCommandMenu()}>
      <Dialog.Portal container={layer}>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#0b0f12]/40 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-140 max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-pop outline-none">
          <Dialog.Title className="sr-only">{t('Commands')}</Dialog.Title>
          <Commands {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const PAUSE_MS = 150;

/** The text, debounced, so that not every letter causes a request. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useDeferredValue(settled);
}

/**
 * The shipments and records that a text finds. `isSearching` until there is an answer for exactly this text; `isFailing` while the server does not
 * answer, which is asked again as long as the menu shows the text.
 */
function useHits(text: string) {
  const settled = useSettled(text);
  const { data, failureCount } = useQuery({
    queryKey: ['shipments', 'command', settled],
    queryFn: () => fetchJson<Hits>(`/search?q=${encodeURIComponent(settled)}`),
    enabled: settled !== '',
    retry: true,
    retryDelay: (failures) => Math.min(1_000 * failures, 5_000),
  });
  const isSearching = text !== '' && (settled !== text || data === undefined);
  return { found: data, isSearching, isFailing: isSearching && failureCount > 0 };
}

const NO_ANSWER = 'Nothing can be searched at the moment. Trying again';

/** Runs a command and closes the menu. */
function useRun(save: SavePreference): (command: Command) => void {
  const router = useRouter();
  return (command) => {
    closeCommandMenu();
    if ('prefer' in command) return void applyPreference(...command.prefer, save).then(() => router.refresh());
    const { href } = command;
    leavePage(() => {
      if (href !== window.location.pathname + window.location.search) startNavigation();
      router.push(href);
    });
  };
}

function Commands({ rights, save }: CommandMenuProps) {
  const words = useWords();
  const { t } = words;
  const { text, entered } = useCommandMenu();
  const [at, setAt] = useState(0);
  const run = useRun(save);
  const { found, isSearching, isFailing } = useHits(text.trim());
  const commands = commandsFor(text, { wanted: usePersonal().titleType, rights }, found, words);
  const current = commands[Math.min(at, commands.length - 1)];
  const nothing = isSearching ? 'Searching' : 'No results';
  const note = isFailing ? NO_ANSWER : commands.length === 0 && nothing;
  // Enter was pressed before there were results: the first result is run.
  useEffect(() => {
    if (entered && current && (!isSearching || isFailing)) run(current);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((Math.min(at, commands.length - 1) + step + commands.length) % Math.max(1, commands.length));
    else if (event.key === 'Enter') enterCommand();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="relative shrink-0 border-b border-line">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-4 left-4 size-4 text-faint"
          strokeWidth={1.75}
        />
        <input
          role="combobox"
          aria-label={t('Search shipments, records, pages and commands')}
          aria-expanded="true"
          aria-controls="commands"
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t('PO, B/L, container, invoice, SKU, vessel, customer, or a page')}
          value={text}
          onChange={(event) => {
            setCommandText(event.target.value);
            setAt(0);
          }}
          onFocus={({ currentTarget }) => currentTarget.setSelectionRange(text.length, text.length)}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent pr-4 pl-11 text-base text-ink outline-none placeholder:text-faint"
        />
      </div>
      <CommandList
        commands={commands}
        current={current}
        note={note}
        run={run}
        hover={(command) => setAt(commands.indexOf(command))}
      />
    </>
  );
}
