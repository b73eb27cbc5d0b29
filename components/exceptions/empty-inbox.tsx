import { CircleCheckBig } from 'lucide-react';
import { useWords } from '#words';
import { SetupHint } from '../setup/setup-hint.tsx';
import { EmptyList } from '../table/empty-list.tsx';
import { isFiltered, type ListSpec, type ListState } from '../table/list-state.ts';
import { EmptyState } from '../ui/empty-state.tsx';

type Props = { tab: string | null; spec: ListSpec; state: ListState };

const TEXTS: Readonly<Record<string, { title: string; text: string }>> = {
  all: { title: 'Nothing needs attention', text: 'Exceptions appear here as soon as a report or the clock opens one.' },
  mine: {
    title: 'You own no open exception',
    text: 'Take one with the key 1, or wait until somebody assigns one to you.',
  },
  unowned: { title: 'Every open exception has an owner', text: 'New ones appear here until somebody takes them.' },
  snoozed: { title: 'Nothing is snoozed', text: 'Snoozed exceptions wait here until their time comes.' },
  resolved: { title: 'Nothing is resolved', text: 'What people resolved stays here until its evidence ends.' },
  ended: { title: 'Nothing has ended yet', text: 'Exceptions end by themselves when what they are about is over.' },
};

/** Why the inbox is empty. */
export function EmptyInbox({ tab, spec, state }: Props) {
  const { t } = useWords();
  const { state: _tab, owner: _owner, ...others } = state;
  const text = tab === null ? undefined : TEXTS[tab];
  if (!text || isFiltered(others, spec)) {
    return (
      <EmptyList
        title={t('Exceptions')}
        spec={spec}
        state={state}
        nothing={{ icon: CircleCheckBig, title: '', text: '' }}
      />
    );
  }
  return (
    <EmptyState icon={CircleCheckBig} title={t(text.title)}>
      <p>{t(text.text)}</p>
      <SetupHint />
    </EmptyState>
  );
}
