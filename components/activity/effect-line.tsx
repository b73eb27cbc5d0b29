'use client';
import { ArrowRight } from 'lucide-react';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { effectInWords, type WordedEffect } from './effect-words.ts';

/** One change in a line: `ETA  12 Mar → 14 Mar`. */
export function EffectLine({ effect }: { effect: WordedEffect }) {
  const words = useWords();
  const { t } = words;
  const { subject, before, after } = effectInWords(effect, useShownZone(), words);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="font-medium">{subject}</span>
      {before && <span className="break-words text-faint line-through decoration-line-strong">{before}</span>}
      {before && <ArrowRight aria-label={t('became')} className="size-3 shrink-0 text-faint" />}
      <span className="min-w-0 break-words text-dim">{after ?? t('not stated any more')}</span>
    </span>
  );
}
