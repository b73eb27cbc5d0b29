import type { Place } from '#lib/model/place.ts';
import { cx } from '../ui/cx.ts';

/** `CNSHA Shanghai`; without a UN/LOCODE the name and the country. */
export function PlaceName({ place, className }: { place: Place; className?: string }) {
  return (
    <span className={cx('whitespace-nowrap', className)}>
      {place.unlocode && <span className="mono mr-1 text-faint">{place.unlocode}</span>}
      {place.name}
      {!place.unlocode && place.country && <span className="ml-1 text-faint">{place.country}</span>}
    </span>
  );
}
