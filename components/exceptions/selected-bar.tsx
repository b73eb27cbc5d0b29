'use client';
import { BellOff, Check, Hand, UserPlus, X } from 'lucide-react';
import { useTransition } from 'react';
import { useWords } from '#words';
import { sent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { type AskKind, useActions } from './actions.ts';
import type { Many } from './many.ts';
import type { Selection } from './use-selection.ts';

type Props = {
  selection: Selection;
  /** How many are shown. */
  total: number;
  many: Many;
  /** The query string of the inbox. */
  search: string;
};

const KINDS = [
  { kind: 'take', label: 'Take', icon: Hand },
  { kind: 'assign', label: 'Assign', icon: UserPlus },
  { kind: 'snooze', label: 'Snooze', icon: BellOff },
  { kind: 'resolve', label: 'Resolve', icon: Check },
] as const;

/** What can be done to the selected exceptions. */
export function SelectedBar({ selection, total, many, search }: Props) {
  const { t } = useWords();
  const { selected: ids, isCut, selectAll, clear } = selection;
  const { me, act, ask } = useActions();
  const [finding, find] = useTransition();
  const selectMatching = () =>
    find(async () => {
      const found = await sent(many.find(search));
      if (found) selectAll(found);
    });
  const run = (kind: AskKind) => {
    if (kind === 'take' && ids.length === 1) void act({ act: 'assign', owner: me }, ids);
    else ask(kind, ids);
  };
  return (
    <section
      aria-label={t('Selected exceptions')}
      className="flex flex-wrap items-center gap-1.5 bg-accent-soft px-4 py-3 text-xs"
    >
      <span role="status" className="mr-auto font-medium text-accent">
        {finding
          ? t('Selecting')
          : t(isCut ? '{n} selected, the most urgent of those that match' : '{n} selected', {
              n: ids.length,
            })}
      </span>
      {ids.length < total && (
        <Button look="ghost" className="h-7 text-xs" onClick={() => selectAll()}>
          {t('All {n}', { n: String(total) })}
        </Button>
      )}
      {many.count !== null && ids.length <= total && (
        <Button look="ghost" className="h-7 text-xs" pending={finding} onClick={selectMatching}>
          {t('All {n} that match', { n: many.count })}
        </Button>
      )}
      {KINDS.map(({ kind, label, icon: Icon }) => (
        <Button key={kind} className="h-7 text-xs" onClick={() => run(kind)}>
          <Icon aria-hidden className="size-3.5" />
          {t(label)}
        </Button>
      ))}
      <Button look="ghost" className="h-7 text-xs" onClick={clear}>
        <X aria-hidden className="size-3.5" />
        {t('Clear')}
      </Button>
    </section>
  );
}
