import type { ReactElement } from 'react';
import type { Progress } from '#lib/model/shipment.ts';
import { momentText } from '../time/format.ts';
import { cx } from '../ui/cx.ts';
import { Hint } from '../ui/hint.tsx';

const LABELS: Record<Progress[number]['step'], string> = {
  booked: 'Booked',
  picked_up: 'Picked up',
  departed: 'Departed',
  arrived: 'Arrived',
  delivering: 'Out for delivery',
  delivered: 'Delivered',
};

/** What the six dots say, in a sentence: the last thing done and the next one due. */
export function progressText(progress: Progress): string {
  const last = progress.findLast((step) => step.state === 'done');
  const next = progress.find((step) => step.state === 'next');
  const done = last ? `${LABELS[last.step]}${last.moment ? ` ${momentText(last.moment)}` : ''}` : 'Nothing done yet';
  if (!next) return done;
  return `${done}. Next: ${LABELS[next.step].toLowerCase()}${next.moment ? ` ${momentText(next.moment)}` : ', no date yet'}`;
}

/**
 * Six dots on a line: solid for done, a ring for the one expected next, small for those ahead. `carrier` is what takes the
 * focus and shows the steps with their dates: a link or a button.
 */
export function ProgressRail({ progress, carrier }: { progress: Progress; carrier?: ReactElement }) {
  const text = progressText(progress);
  return (
    <Hint content={<Steps progress={progress} />} {...(carrier && { render: carrier })}>
      <span className="flex h-5 items-center" aria-hidden>
        {progress.map(({ step, state }, at) => (
          <span key={step} className="flex items-center">
            {at > 0 && <span className={cx('h-px w-2.5', state === 'done' ? 'bg-ink' : 'bg-line-strong')} />}
            <Dot state={state} />
          </span>
        ))}
      </span>
      <span className="sr-only">{text}</span>
    </Hint>
  );
}

function Dot({ state }: { state: Progress[number]['state'] }) {
  return (
    <span
      className={cx(
        'block rounded-full',
        state === 'done' && 'size-2 bg-ink',
        state === 'next' && 'size-2.5 border-2 border-accent bg-surface',
        state === 'ahead' && 'size-1.5 bg-line-strong',
      )}
    />
  );
}

function Steps({ progress }: { progress: Progress }) {
  return (
    <ul className="flex flex-col gap-1">
      {progress.map(({ step, state, moment }) => (
        <li key={step} className={cx('flex items-center gap-2', state === 'ahead' && 'text-dim')}>
          <span className="flex w-2.5 justify-center">
            <Dot state={state} />
          </span>
          <span className="min-w-24">{LABELS[step]}</span>
          <span className="text-dim">
            {moment
              ? `${state === 'done' ? '' : 'est. '}${momentText(moment)}`
              : state === 'done'
                ? 'no time given'
                : '–'}
          </span>
        </li>
      ))}
    </ul>
  );
}
