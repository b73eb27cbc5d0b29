'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { useWords } from '#words';
import { usePersonal } from '../personal/provider.tsx';
import { stepRow } from '../shell/rows.ts';
import { RowCheckbox } from '../table/row-checkbox.tsx';
import { cx } from '../ui/cx.ts';
import type { People } from './act-words.ts';
import { ExceptionLine } from './line.tsx';
import { subjectName } from './subject-name.ts';

type Props = {
  items: readonly ExceptionItem[];
  names: People;
  open: string | undefined;
  hrefOf: (id: string) => string;
  /** The selected ones; undefined if none can be. */
  selected: ReadonlySet<string> | undefined;
  toggle: (id: string) => void;
};

/** The exceptions of the inbox: walked with `j`, `k` and the arrow keys. When the one with the focus leaves the list, the next gets it. */
export function ExceptionList({ items, names, open, hrefOf, selected, toggle }: Props) {
  const onFocus = useFollowingFocus(items);
  const { titleType } = usePersonal();
  const words = useWords();
  const { t } = words;
  return (
    <ul aria-label={t('Exceptions')} onKeyDown={stepByArrow} onFocus={onFocus}>
      {items.map((item) => (
        <li
          key={item.id}
          data-row={item.id}
          aria-current={item.id === open ? 'true' : undefined}
          className={cx(
            'group relative cursor-pointer border-b border-line py-2.5 pr-4 pl-4 md:pl-7',
            selected?.has(item.id) || item.id === open ? 'bg-accent-soft' : 'focus-within:bg-hover hover:bg-hover',
          )}
        >
          {selected && (
            <RowCheckbox
              checked={selected.has(item.id)}
              label={t('Select {name}', { name: subjectName(item.subject, titleType, words) })}
              onToggle={() => toggle(item.id)}
              className="top-5!"
            />
          )}
          <ExceptionLine item={item} href={hrefOf(item.id)} people={names} />
        </li>
      ))}
    </ul>
  );
}

function stepByArrow(event: KeyboardEvent): void {
  const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as 'ArrowDown' | 'ArrowUp'];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  stepRow(step);
}

/** Notes which row has the focus; when that row is gone, the one in its place gets it. */
function useFollowingFocus(items: readonly ExceptionItem[]) {
  const last = useRef<{ id: string; at: number } | null>(null);
  useEffect(() => {
    const { id, at } = last.current ?? { id: '', at: -1 };
    if (at === -1 || items.some((item) => item.id === id) || document.activeElement !== document.body) return;
    const next = items[Math.min(at, items.length - 1)];
    if (next) focusRow(next.id);
  }, [items]);
  return ({ target }: { target: EventTarget }) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
    if (id) last.current = { id, at: items.findIndex((item) => item.id === id) };
  };
}

/** Moves the focus to the row of an exception. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-row-link]`)?.focus();
}

/** The exception whose row has the focus. */
export function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
}
