'use client';
import { RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useWords } from '#words';
import { sent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { type ReplayAnswer, ReplayPreview, type ReplayPreviewAnswer } from './replay-preview.tsx';

type Props = {
  /** The query string of the log. */
  search: string;
  preview: (search: string) => Promise<ReplayPreviewAnswer>;
  replay: (search: string, until: string) => Promise<ReplayAnswer>;
};

/** Replays all events of the log's filter, after a preview, and then shows them with their outcome. */
export function ReplayMatching({ search, preview, replay }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [shown, setShown] = useState<ReplayPreviewAnswer | null>(null);
  const ask = () => start(async () => setShown((await sent(preview(search))) ?? null));
  const confirm = (until: string) =>
    start(async () => {
      const answer = await sent(replay(search, until));
      if (!answer) return;
      if ('problem' in answer) setShown(answer);
      else router.push(`/deliveries?replay=${answer.replay}`);
    });
  return (
    <span className="relative">
      <Button look="ghost" className="h-7 text-xs" pending={pending} onClick={ask}>
        <RotateCcw aria-hidden className={cx('size-3.5', pending && 'animate-spin')} />
        {t('Replay all')}
      </Button>
      {shown && (
        <section
          aria-label={t('Replay')}
          className="absolute top-8 right-0 z-30 max-h-[70vh] w-120 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-line-strong bg-raised p-3 text-xs shadow-pop max-md:right-auto max-md:left-0"
        >
          <ReplayPreview answer={shown} pending={pending} onConfirm={confirm} onCancel={() => setShown(null)} />
        </section>
      )}
    </span>
  );
}
