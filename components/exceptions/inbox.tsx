'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { useWords } from '#words';
import { leavePage } from '../live/leave-page.ts';
import { usePageKeys } from '../shell/page-keys.ts';
import { startNavigation } from '../shell/page-ready.ts';
import type { ListData } from '../table/data-table.tsx';
import { type ListSpec, type ListState, stateHref, stateSearch } from '../table/list-state.ts';
import { cx } from '../ui/cx.ts';
import { Pager } from '../ui/pager.tsx';
import { useHydrating } from '../ui/use-hydrating.ts';
import { ActDialog, type Asked } from './act-dialog.tsx';
import type { People } from './act-words.ts';
import { Actions, type InboxActions } from './actions.ts';
import { ExceptionList, focusedRow, focusRow } from './exception-list.tsx';
import type { Many } from './many.ts';
import type { Person } from './mention.ts';
import { NoticeBar } from './notice-bar.tsx';
import { SelectedBar } from './selected-bar.tsx';
import { useCommands } from './use-commands.ts';
import { useSelection } from './use-selection.ts';

type Props = {
  page: ListData<ExceptionItem>;
  spec: ListSpec;
  state: ListState;
  /** The exception that is open beside the list, and how it is shown. */
  open: ExceptionItem | null;
  detail: ReactNode;
  /** Shown instead of rows. */
  empty: ReactNode;
  me: string;
  canAct: boolean;
  people: readonly Person[];
  names: People;
  many: Many;
};

/** The inbox: the list, and the open exception beside it or, on narrow screens, instead of it. */
export function Inbox({ page, spec, state, open, detail, empty, me, canAct, people, names, many }: Props) {
  const { t } = useWords();
  const { data: items } = page;
  const hydrating = useHydrating();
  const [asked, setAsked] = useState<Asked | null>(null);
  const selection = useSelection(items);
  const { ticked, selected, toggle, clear } = selection;
  const { act: run, preview, undo, notice, dismiss } = useCommands(names, many);
  const act: InboxActions['act'] = async (command, ids) => {
    const done = await run(command, ids);
    // Those of other pages may match no more.
    if (done && ids.length > items.length) clear();
    return done;
  };
  const actions: InboxActions = {
    ...{ me, canAct, people, names, act, preview },
    // At once, so that the next key reaches the dialog.
    ask: (kind, ids, draft) => ids.length > 0 && flushSync(() => setAsked({ kind, ids, draft })),
  };
  const hrefOf = (id?: string) => spec.base + stateSearch({ ...state, open: id });
  useInboxKeys({ actions, items, open: open?.id, selected, hrefOf, toggle, clear, undo });
  return (
    <Actions value={actions}>
      <div {...hydrating} className="flex min-h-0 flex-1">
        <section
          aria-label={t('Inbox')}
          className={cx(
            'flex min-w-0 flex-1 flex-col lg:max-w-[46%] lg:border-r lg:border-line',
            open && 'max-lg:hidden',
          )}
        >
          <div className="min-h-0 flex-1 overflow-y-auto">
            {items.length === 0 ? (
              empty
            ) : (
              <ExceptionList
                items={items}
                names={names}
                open={open?.id}
                hrefOf={hrefOf}
                selected={canAct ? ticked : undefined}
                toggle={toggle}
              />
            )}
          </div>
          <div className="shrink-0 border-t border-line">
            {selected.length > 0 ? (
              <SelectedBar selection={selection} total={items.length} many={many} search={stateSearch(state)} />
            ) : (
              <Pager
                previous={page.previousCursor && stateHref(spec.base, state, { before: page.previousCursor })}
                next={page.nextCursor && stateHref(spec.base, state, { cursor: page.nextCursor })}
                note={t('{n} shown', { n: items.length })}
              />
            )}
          </div>
        </section>
        <section
          aria-label={t('Exception')}
          className={cx('min-w-0 flex-1 overflow-y-auto', open === null && 'max-lg:hidden')}
        >
          {detail}
        </section>
      </div>
      {asked && <ActDialog key={asked.kind} {...asked} onClose={() => setAsked(null)} />}
      <NoticeBar notice={notice} undo={() => void undo()} dismiss={dismiss} />
    </Actions>
  );
}

type Keyed = {
  actions: InboxActions;
  items: readonly ExceptionItem[];
  open: string | undefined;
  selected: readonly string[];
  hrefOf: (id?: string) => string;
  toggle: (id: string) => void;
  clear: () => void;
  undo: () => Promise<void>;
};

/** The keys of the inbox. They act on the selected exceptions, else on the one with the focus, else on the open one. */
function useInboxKeys({ actions, items, open, selected, hrefOf, toggle, clear, undo }: Keyed): void {
  const router = useRouter();
  const [openAt, setOpenAt] = useState(0);
  const at = items.findIndex(({ id }) => id === open);
  // The place of the open one is kept when it leaves the list, so that the next is the one in its place.
  if (at !== -1 && at !== openAt) setOpenAt(at);
  const targets = () => (selected.length > 0 ? selected : [focusedRow() ?? open ?? []].flat());
  const go = (id: string | undefined) => {
    if (id === open) return;
    leavePage(() => {
      startNavigation();
      router.replace(hrefOf(id), { scroll: false });
      if (id) focusRow(id);
    });
  };
  const { me, act, ask } = actions;
  const step = (by: 1 | -1) => {
    if (open === undefined) return;
    const next = items[at === -1 ? openAt + (by === 1 ? 0 : -1) : at + by];
    if (next) go(next.id);
  };
  const acting = {
    x: () => [focusedRow() ?? []].flat().forEach(toggle),
    '1': () => (selected.length > 1 ? ask('take', selected) : void act({ act: 'assign', owner: me }, targets())),
    a: () => ask('assign', targets()),
    h: () => ask('snooze', targets()),
    r: () => ask('resolve', targets()),
    u: () => void undo(),
  };
  usePageKeys({
    '[': () => step(-1),
    ']': () => step(1),
    Escape: () => (selected.length > 0 ? clear() : go(undefined)),
    ...(actions.canAct && acting),
  });
}
