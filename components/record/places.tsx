import { ChevronRight } from 'lucide-react';
import { placeKey } from '#lib/model/place.ts';
import { useWords } from '#words';
import { PlaceName } from '../shipments/place-name.tsx';
import { type Ends, fromToText, placesOf } from './places-text.ts';

/** `CNSHA Shanghai › USLAX Los Angeles`, each place once. */
export function FromTo({ ends }: { ends: Ends }) {
  const { t } = useWords();
  const stops = placesOf(ends);
  if (stops.length === 0) return <span className="text-faint">{t('Not stated')}</span>;
  return (
    <span className="flex min-w-0 items-center overflow-hidden" title={fromToText(ends)}>
      {stops.map((place, at) => (
        <span key={placeKey(place)} className="flex min-w-0 items-center">
          {at > 0 && <ChevronRight aria-label={t('to')} className="mx-0.5 size-3 shrink-0 text-faint" />}
          <PlaceName place={place} className="truncate" />
        </span>
      ))}
    </span>
  );
}
