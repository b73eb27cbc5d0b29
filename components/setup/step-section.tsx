import type { ReactNode } from 'react';
import { SETUP_STEP_NAMES, SETUP_STEPS, type SetupStep, type StepState } from '#lib/model/setup.ts';
import { useWords } from '#words';
import { ActionButton, type FormAction } from '../settings/action-form.tsx';
import { StepStateChip } from './step-state.tsx';

type Props = { step: SetupStep; state: StepState; skip: FormAction; resume: FormAction; children: ReactNode };

/** One step of the set-up with its state. Its content stays whatever the state, since it may show a secret once. */
export function StepSection({ step, state, skip, resume, children }: Props) {
  const { t } = useWords();
  const title = t(SETUP_STEPS[step]);
  return (
    <section id={step} aria-labelledby={`${step}-title`} className="scroll-mt-2 border-b border-line">
      <div className="flex flex-wrap items-center gap-2 px-4 pt-4 pb-2 lg:px-6">
        <h2 id={`${step}-title`} className="text-base font-semibold">
          {SETUP_STEP_NAMES.indexOf(step) + 1}. {title}
        </h2>
        <StepStateChip state={state} />
        <StepButton {...{ step, state, skip, resume }} />
      </div>
      {children}
    </section>
  );
}

/** Skips an open step, or takes up a skipped one. */
export function StepButton({ step, state, skip, resume }: Omit<Props, 'children'>) {
  const { t } = useWords();
  if (state === 'done') return null;
  const isOpen = state === 'open';
  return (
    <ActionButton
      key={state}
      action={isOpen ? skip : resume}
      label={t(isOpen ? 'Skip' : 'Resume')}
      of={t(SETUP_STEPS[step])}
      fields={{ step }}
    />
  );
}
