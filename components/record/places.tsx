import { ChevronRight } from 'lucide-react';
import { type Place, placeKey } from '#lib/model/place.ts';
import { PlaceName } from '../shipments/place-name.tsx';
import { placeText } from '../shipments/words.ts';

type Ends = readonly (Place | null)[];

function stopsOf(ends: Ends): Place[] {
  return ends
    .filter((place) => place !== null)
    .filter((place, at, all) => all.findIndex((other) => placeKey(other) === placeKey(place)) === at);
}

/** `CNSHA Shanghai › USLAX Los Angeles`, each place once. */
export function FromTo({ ends }: { ends: Ends }) {
  const stops = stopsOf(ends);
  if (stops.length === 0) return <span className="text-faint">Not stated</span>;
  return (
    <span className="flex min-w-0 items-center overflow-hidden" title={stops.map(placeText).join(' › ')}>
      {stops.map((place, at) => (
        <span key={placeKey(place)} className="flex min-w-0 items-center">
          {at > 0 && <ChevronRight aria-label="to" className="mx-0.5 size-3 shrink-0 text-faint" />}
          <PlaceName place={place} className="truncate" />
        </span>
      ))}
    </span>
  );
}

/** The same as text. */
export function fromToText(ends: Ends): string {
  return stopsOf(ends).map(placeText).join(' > ');
}
