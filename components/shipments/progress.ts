import type { Words } from '#lib/model/language.ts';
import type { Progress } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

/** A step of a journey: done, next, or ahead. */
export type ProgressStep = { label: string; state: 'done' | 'next' | 'ahead'; moment: Moment | null };

const LABELS: Record<Progress[number]['step'], string> = {
  booked: 'Booked',
  picked_up: 'Picked up',
  departed: 'Departed',
  arrived: 'Arrived',
  delivering: 'Out for delivery',
  delivered: 'Delivered',
};

/** The labels of the progress steps. */
export function progressSteps(progress: Progress): ProgressStep[] {
  return progress.map(({ step, ...rest }) => ({ label: LABELS[step], ...rest }));
}

/** The progress as a sentence: the last step and the next one. `shownIn`: the time zone of times, as in `localTime`. */
export function progressText(
  steps: readonly ProgressStep[],
  shownIn: string | null = null,
  { t, moment: textOf }: Words = ENGLISH,
): string {
  const at = ({ moment }: ProgressStep) => moment && textOf(moment, null, shownIn);
  const last = steps.findLast((step) => step.state === 'done');
  const next = steps.find((step) => step.state === 'next');
  const done = last ? `${t(last.label)}${last.moment ? ` ${at(last)}` : ''}` : t('No milestone yet');
  if (!next) return done;
  const step = t(next.label.toLowerCase());
  return next.moment
    ? t('{done}. Next: {step} {date}', { done, step, date: at(next) ?? '' })
    : t('{done}. Next: {step}, no date yet', { done, step });
}
