'use client';
import { BellOff, Check, Hand, UserPlus, X } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { type AskKind, useActions } from './actions.ts';

type Props = { ids: readonly string[]; total: number; selectAll: () => void; clear: () => void };

const KINDS = [
  { kind: 'take', label: 'Take', icon: Hand },
  { kind: 'assign', label: 'Assign', icon: UserPlus },
  { kind: 'snooze', label: 'Snooze', icon: BellOff },
  { kind: 'resolve', label: 'Resolve', icon: Check },
] as const;

/** What can be done to the selected exceptions. */
export function SelectedBar({ ids, total, selectAll, clear }: Props) {
  const { me, act, ask } = useActions();
  const run = (kind: AskKind) => {
    if (kind === 'take' && ids.length === 1) void act({ act: 'assign', owner: me }, ids);
    else ask(kind, ids);
  };
  return (
    <section
      aria-label="Selected exceptions"
      className="flex flex-wrap items-center gap-1.5 bg-accent-soft px-4 py-3 text-xs"
    >
      <span role="status" className="mr-auto font-medium text-accent">
        {ids.length} selected
      </span>
      {ids.length < total && (
        <Button look="ghost" className="h-7 text-xs" onClick={selectAll}>
          All {total}
        </Button>
      )}
      {KINDS.map(({ kind, label, icon: Icon }) => (
        <Button key={kind} className="h-7 text-xs" onClick={() => run(kind)}>
          <Icon aria-hidden className="size-3.5" />
          {label}
        </Button>
      ))}
      <Button look="ghost" className="h-7 text-xs" onClick={clear}>
        <X aria-hidden className="size-3.5" />
        Clear
      </Button>
    </section>
  );
}
