'use client';
import { BellOff, BellRing, Check, Hand, type LucideIcon, RotateCcw, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useActions } from './actions.ts';

/** What can be done to an exception in its state; nothing for viewers, and once it has ended. */
export function DetailActions({ item }: { item: ExceptionItem }) {
  const { t } = useWords();
  const { me, canAct, act, ask } = useActions();
  if (!canAct || item.state === 'ended') return null;
  const ids = [item.id];
  return (
    <div data-screen-only className="mt-3 flex flex-wrap gap-1.5">
      {item.owner !== me && (
        <Act icon={Hand} shortcut="1" onClick={() => act({ act: 'assign', owner: me }, ids)}>
          {t('Take')}
        </Act>
      )}
      <Act icon={UserPlus} shortcut="a" onClick={() => ask('assign', ids)}>
        {t('Assign')}
      </Act>
      {item.state === 'snoozed' && (
        <Act icon={BellRing} onClick={() => act({ act: 'unsnooze' }, ids)}>
          {t('Wake')}
        </Act>
      )}
      {item.state !== 'resolved' && (
        <Act icon={BellOff} shortcut="h" onClick={() => ask('snooze', ids)}>
          {t('Snooze')}
        </Act>
      )}
      {item.state === 'resolved' ? (
        <Act icon={RotateCcw} onClick={() => act({ act: 'reopen' }, ids)}>
          {t('Reopen')}
        </Act>
      ) : (
        <Act icon={Check} shortcut="r" onClick={() => ask('resolve', ids)}>
          {t('Resolve')}
        </Act>
      )}
    </div>
  );
}

type ActProps = { icon: LucideIcon; shortcut?: string; onClick: () => void; children: ReactNode };

function Act({ icon: Icon, shortcut, onClick, children }: ActProps) {
  return (
    <Button className="h-7 text-xs" onClick={onClick} {...(shortcut && { 'aria-keyshortcuts': shortcut })}>
      <Icon aria-hidden className="size-3.5" />
      {children}
      {shortcut && (
        <span aria-hidden className="max-md:hidden">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </Button>
  );
}
