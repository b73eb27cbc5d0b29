import { ChevronRight } from 'lucide-react';
import { placeKey } from '#lib/model/place.ts';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import { ModeIcon } from './mode-icon.tsx';
import { PlaceName } from './place-name.tsx';
import { type Routed, routeText, stopsOf } from './route-text.ts';

/** The route in one line; the vessel or carrier below. */
export function RouteCell({ line }: { line: Routed }) {
  const { t } = useWords();
  const stops = stopsOf(line);
  const last = stops.length > 2 ? stops.at(2) : undefined;
  const by = [line.vessel ?? line.carrier, line.voyage].filter(Boolean).join(' ');
  return (
    <span className="flex min-w-0 items-center gap-2.5" title={routeText(line)}>
      <ModeIcon mode={line.mode} />
      <span className="min-w-0">
        <span className="flex items-center overflow-hidden">
          {stops.length === 0 && <span className="text-faint">{t('Route not known yet')}</span>}
          {stops.slice(0, 2).map((place, at) => (
            <span key={placeKey(place)} className="flex min-w-0 items-center">
              {at > 0 && <Then />}
              <PlaceName place={place} className="truncate" />
            </span>
          ))}
          {last && (
            <span className="hidden min-w-0 shrink-4 items-center text-dim compact:flex">
              <Then />
              <PlaceName place={last} className="truncate" />
            </span>
          )}
        </span>
        <span className="flex items-center overflow-hidden text-xs text-dim compact:hidden">
          {last && <Then flush />}
          {last && <PlaceName place={last} />}
          {last && by && <span className="mx-1.5 text-faint">·</span>}
          {by && <span className="truncate text-faint">{by}</span>}
        </span>
      </span>
    </span>
  );
}

function Then({ flush = false }: { flush?: boolean }) {
  const { t } = useWords();
  return (
    <ChevronRight
      aria-label={t('to')}
      className={cx('mr-0.5 size-3 shrink-0 text-faint', flush ? '-ml-0.5' : 'ml-1')}
    />
  );
}
