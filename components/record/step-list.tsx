import type { StepRow } from '#db/queries/linked.ts';
import { lookup } from '#lib/model/lookup.ts';
import { STEPS } from '#lib/model/record.ts';
import type { Moment } from '#lib/model/time.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { Why } from '../shipment/why.tsx';
import { inWords } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';

function momentOf({ occurredAt, occurredText, occurredOffset, precision }: StepRow): Moment {
  return { at: occurredAt, text: occurredText, offset: occurredOffset, precision };
}

/** The steps of a record, in order. */
export function StepList({ steps }: { steps: readonly StepRow[] }) {
  const { t } = useWords();
  return (
    <ol className="px-4 py-3 lg:px-6">
      {steps.map((step) => {
        const label = t(lookup(STEPS, step.code) ?? inWords(step.code.toLowerCase()));
        const moment = momentOf(step);
        return (
          <li key={step.id} className="relative flex gap-3 pb-4 last:pb-1">
            <span
              aria-hidden
              className="absolute top-3.5 bottom-[-0.35rem] left-[3.5px] w-px bg-line-strong in-[li:last-child]:hidden"
            />
            <span aria-hidden className="relative mt-1.5 size-2 shrink-0 rounded-full bg-ink" />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{label}</span>
                <Why
                  className="text-xs text-dim"
                  reason={{
                    title: label,
                    moment,
                    reportedAt: step.reportedAt,
                    learnedAt: step.learnedAt,
                    eventId: step.eventId,
                  }}
                >
                  <MomentTime moment={moment} hint={false} />
                </Why>
              </div>
              {step.amount && <Amount {...step.amount} className="block" />}
              {step.note && <p className="text-xs break-words text-dim">{step.note}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
