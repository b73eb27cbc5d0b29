import type { StepRow } from '#db/queries/linked.ts';
import { useWords } from '#words';
import { MomentTime } from '../time/moment.tsx';
import { cx } from '../ui/cx.ts';

type Stage = 'draft' | 'submitted' | 'confirmed' | 'shipped';
const STAGES: readonly Stage[] = ['draft', 'submitted', 'confirmed', 'shipped'];
const LABELS: Record<Stage, string> = {
  draft: 'Draft',
  submitted: 'Submitted',
  confirmed: 'Confirmed',
  shipped: 'Shipped',
};

type State = 'done' | 'next' | 'ahead';

function statesOf(status: string): { stage: Stage; state: State }[] {
  const reached = (STAGES as readonly string[]).indexOf(status);
  return STAGES.map((stage, at) => ({
    stage,
    state: at <= reached ? 'done' : at === reached + 1 && reached >= 0 ? 'next' : 'ahead',
  }));
}

/** Four steps from request to sailing; none for cancelled and archived bookings. */
export function LifecycleDots({ status }: { status: string }) {
  if (!STAGES.some((stage) => stage === status)) return null;
  return (
    <span aria-hidden className="flex h-5 items-center">
      {statesOf(status).map(({ stage, state }, at) => (
        <span key={stage} className="flex items-center">
          {at > 0 && <span className={cx('h-px w-2.5', state === 'done' ? 'bg-ink' : 'bg-line-strong')} />}
          <Dot state={state} />
        </span>
      ))}
    </span>
  );
}

/** The same with labels and days, across the page. */
export function Lifecycle({ status, steps }: { status: string; steps: readonly StepRow[] }) {
  const { t } = useWords();
  if (!STAGES.some((stage) => stage === status)) return null;
  const codes = { draft: 'CREATED', submitted: 'SUBMITTED', confirmed: 'CONFIRMED', shipped: null } as const;
  return (
    <ol aria-label={t('Lifecycle')} className="grid grid-cols-4 border-t border-line px-4 py-4 lg:px-6">
      {statesOf(status).map(({ stage, state }, at) => {
        const step = steps.findLast(({ code }) => code === codes[stage]);
        return (
          <li key={stage} className="min-w-0">
            <span aria-hidden className="flex h-3 items-center">
              <Dot state={state} />
              {at < STAGES.length - 1 && (
                <span
                  className={cx(
                    'h-0.5 flex-1',
                    statesOf(status)[at + 1]?.state === 'done' ? 'bg-ink' : 'bg-line-strong',
                  )}
                />
              )}
            </span>
            <span className={cx('mt-1.5 block truncate', state === 'ahead' ? 'text-faint' : 'font-medium')}>
              {t(LABELS[stage])}
              {state === 'next' && <span className="ml-1.5 text-xs font-normal text-faint">{t('next')}</span>}
            </span>
            {step && (
              <span className="block truncate text-xs text-dim">
                <MomentTime
                  hint={false}
                  moment={{
                    at: step.occurredAt,
                    text: step.occurredText,
                    offset: step.occurredOffset,
                    precision: step.precision,
                  }}
                />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Dot({ state }: { state: State }) {
  return (
    <span
      className={cx(
        'block shrink-0 rounded-full',
        state === 'done' && 'size-2 bg-ink',
        state === 'next' && 'size-2.5 border-2 border-accent bg-surface',
        state === 'ahead' && 'size-1.5 bg-line-strong',
      )}
    />
  );
}
