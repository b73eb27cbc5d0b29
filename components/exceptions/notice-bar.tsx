'use client';
import { Undo2, X } from 'lucide-react';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import type { Notice } from './use-commands.ts';

type Props = { notice: Notice | null; undo: () => void; dismiss: () => void };

/** What the last command did, with Undo while it can be undone. */
export function NoticeBar({ notice, undo, dismiss }: Props) {
  const { t } = useWords();
  return (
    <div
      role={notice?.isProblem ? 'alert' : 'status'}
      className="pointer-events-none fixed inset-x-0 bottom-16 z-30 flex justify-center px-4 md:bottom-6"
    >
      {notice && (
        <div
          className={cx(
            'popup pointer-events-auto flex max-w-full items-center gap-2 rounded-lg py-1.5 pr-1.5 pl-3 text-sm',
            notice.isProblem && 'text-late',
          )}
        >
          <span className="min-w-0">{notice.text}</span>
          {notice.undo.length > 0 && (
            <Button className="h-7 text-xs" onClick={undo}>
              <Undo2 aria-hidden className="size-3.5" />
              {t('Undo')}
              <Kbd>u</Kbd>
            </Button>
          )}
          <Button look="ghost" className="h-7 w-7 px-0!" aria-label={t('Close this message')} onClick={dismiss}>
            <X aria-hidden className="size-3.5" />
          </Button>
        </div>
      )}
    </div>
  );
}
