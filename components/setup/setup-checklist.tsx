import Link from 'next/link';
import { SETUP_STEP_NAMES, SETUP_STEPS, type SetupStates, type SetupStep } from '#lib/model/setup.ts';
import { useWords } from '#words';
import { QuietText, Section } from '../overview/section.tsx';
import type { FormAction } from '../settings/action-form.tsx';
import { StepButton } from './step-section.tsx';
import { StepStateChip } from './step-state.tsx';

const WHAT: Readonly<Record<SetupStep, string>> = {
  source: 'the address and the secret for its webhooks',
  event: 'a test event, or the first one of the source',
  api: 'what exists already, and what webhooks miss',
  colleague: 'by e-mail, with a role',
  rule: 'who is told of departures, arrivals and exceptions',
};

/** `actions`: null for users who are no admins. */
type Props = { states: SetupStates; actions: { skip: FormAction; resume: FormAction } | null };

/** The steps of the set-up on the overview, until all are done or skipped. */
export function SetupChecklist({ states, actions }: Props) {
  const { t } = useWords();
  if (!actions) {
    return (
      <Section title={t('Set-up')}>
        <QuietText>{t('An admin is setting this up. Shipments appear here as soon as a source sends them.')}</QuietText>
      </Section>
    );
  }
  const left = SETUP_STEP_NAMES.filter((step) => states[step] === 'open').length;
  return (
    <Section
      title={t('Set up Fairlead')}
      note={t('{left} of {total} steps to do', { left, total: SETUP_STEP_NAMES.length })}
      href="/setup"
      all={t('Set-up')}
    >
      <ol className="px-4 lg:px-6">
        {SETUP_STEP_NAMES.map((step, at) => (
          <li key={step} className="flex min-h-8 flex-wrap items-center gap-x-2 py-0.5">
            <span className="w-4 text-right text-faint tabular-nums">{at + 1}.</span>
            <Link href={`/setup#${step}`} prefetch={false} className="font-medium underline-offset-4 hover:underline">
              {t(SETUP_STEPS[step])}
            </Link>
            <StepStateChip state={states[step]} />
            <span className="text-dim max-sm:hidden">{t(WHAT[step])}</span>
            <span className="ml-auto">
              <StepButton step={step} state={states[step]} {...actions} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
