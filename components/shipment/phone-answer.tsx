import type { ReactNode } from 'react';
import { useWords } from '#words';
import { milestoneLabel, placeText } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';
import { OnPhone } from '../ui/on-phone.tsx';
import type { Position } from './position.ts';
import { momentOf } from './timeline-model.ts';

/** What somebody at a gate asks, first on a phone; wider screens show it elsewhere. */
export function PhoneAnswer({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <OnPhone>
      <dl aria-label={t('In short')} className="border-t border-line">
        {children}
      </dl>
    </OnPhone>
  );
}

export function PhoneLine({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-h-11 grid-cols-[5.5rem_minmax(0,1fr)] items-center border-b border-line px-4 py-1.5">
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">{children}</dd>
    </div>
  );
}

/** Where it is: the place of the last milestone, or where it is going. */
export function WhereNow({ position: { last, towards } }: { position: Position }) {
  const words = useWords();
  const { t } = words;
  if (!last) return <span className="font-normal text-dim">{t('No milestone reported yet')}</span>;
  const label = milestoneLabel(last.code, words);
  const to = towards?.place && t('To {place}', { place: placeText(towards.place) });
  const going = words.list([to, towards?.by]);
  const event = (
    <>
      {label}
      {(going || !last.place) && last.place && ` ${placeText(last.place)}`}{' '}
      <MomentTime moment={momentOf(last)} timeZone={last.place?.timeZone} hint={false} />
    </>
  );
  return (
    <>
      <span className="w-full truncate">{going || (last.place ? placeText(last.place) : label)}</span>
      <span className="w-full truncate text-xs font-normal text-dim">{event}</span>
    </>
  );
}
