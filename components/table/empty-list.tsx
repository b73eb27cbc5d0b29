import { type LucideIcon, SearchX } from 'lucide-react';
import Link from 'next/link';
import { SetupHint } from '#components/setup/setup-hint.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { SetupStep } from '#lib/model/setup.ts';
import { useWords } from '#words';
import { isFiltered, type ListSpec, type ListState, stateHref } from './list-state.ts';

/** `step`: the step of the set-up that fills the list, if not the first one. */
export type EmptyText = { icon: LucideIcon; title: string; text: string; step?: SetupStep };

type Props = { title: string; spec: ListSpec; state: ListState; nothing: EmptyText };

/** The text of an empty list: with filters, or without any entry at all. */
export function EmptyList({ title, spec, state, nothing }: Props) {
  const { t, inside } = useWords();
  if (!isFiltered(state, spec)) {
    return (
      <EmptyState icon={nothing.icon} title={nothing.title}>
        <p>{t(nothing.text)}</p>
        <SetupHint {...(nothing.step && { step: nothing.step })} />
      </EmptyState>
    );
  }
  const isWithin = spec.rankedBy === 'q';
  return (
    <EmptyState
      icon={SearchX}
      title={
        state.q
          ? t(isWithin ? 'Nothing contains “{text}”' : 'Nothing starts with “{text}”', { text: state.q })
          : t('Nothing matches these filters')
      }
    >
      <p>{t(state.q ? HINTS[isWithin ? 'contains' : 'starts'] : 'No entry matches right now.')}</p>
      <Link href={stateHref(spec.base, {}, spec.tabs?.all ?? {})} className={buttonClass('plain', 'mt-4')}>
        {t('Show all {things}', { things: inside(t(title)) })}
      </Link>
    </EmptyState>
  );
}

const HINTS = {
  starts: 'Spaces, dashes and capitals are ignored. Check the number, or search for its first characters.',
  contains:
    'Spaces, dashes and capitals are ignored. Check the number, or search for a part of it: three characters or more are found anywhere in it.',
};
