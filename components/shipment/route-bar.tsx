import { useWords } from '#words';
import { ModeIcon, modeLabel } from '../shipments/mode-icon.tsx';
import { cx } from '../ui/cx.ts';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';
import { ClaimTime } from './claim-time.tsx';
import type { Route, RouteSegment, RouteStop } from './route-model.ts';

/** The route: places as dots, legs as lines, solid as far as completed. */
export function RouteBar({ route, source }: { route: Route; source: string }) {
  const { t } = useWords();
  if (route.length === 0) return null;
  return (
    <HorizontalScroll label={t('Route')} className="border-b border-line px-4 py-4 lg:px-6">
      <ol className="flex max-md:flex-col md:min-w-max">
        {route.map(({ stop, onward }, at) => (
          <li
            // The same place may occur twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a stop
            key={at}
            className={cx('flex md:flex-col', onward ? 'max-md:pb-2 md:flex-1 md:basis-56' : 'md:basis-44')}
          >
            <div className="flex items-center max-md:mr-3 max-md:flex-col max-md:pt-1 md:h-6">
              <StopDot stop={stop} onward={onward} />
              {onward && <Line segment={onward} />}
            </div>
            <Stop stop={stop} source={source} onward={onward} />
          </li>
        ))}
      </ol>
    </HorizontalScroll>
  );
}

function StopDot({ stop, onward }: { stop: RouteStop; onward: RouteSegment | null }) {
  const reached =
    stop.arrival?.classifier === 'ACT' || stop.departure?.classifier === 'ACT' || onward?.state === 'done';
  return (
    <span
      aria-hidden
      className={cx(
        'size-3 shrink-0 rounded-full border-2',
        reached ? 'border-ink bg-ink' : 'border-line-strong bg-surface',
      )}
    />
  );
}

/** How far the leg to the next place is. */
const STATES = { done: ', done, to', moving: ', under way, to', ahead: ', ahead, to' };

function Line({ segment }: { segment: RouteSegment }) {
  const { t, counted, list } = useWords();
  const { mode, by, carrier, state, legs } = segment;
  return (
    <span className="flex flex-1 items-center gap-2 max-md:flex-col max-md:gap-0 max-md:pt-2 md:px-1.5">
      <Stroke state={state} first />
      <span
        className={cx(
          'inline-flex max-w-60 items-center gap-1.5 text-xs max-md:hidden',
          state === 'moving' ? 'text-accent' : 'text-dim',
        )}
        title={list([t(modeLabel(mode)), by, carrier])}
      >
        <ModeIcon mode={mode} {...(state === 'moving' && { className: 'text-accent' })} />
        {legs > 1 && <span>{counted(legs, '{n} leg', '{n} legs')}</span>}
        {by && <span className="truncate">{by}</span>}
        <span className="sr-only">{t(STATES[state])}</span>
      </span>
      <Stroke state={state} />
    </span>
  );
}

function Stroke({ state, first = false }: { state: RouteSegment['state']; first?: boolean }) {
  const solid = state === 'done' || (state === 'moving' && first);
  return (
    <span
      aria-hidden
      className={cx(
        'flex-1 max-md:w-0 max-md:border-l-2 md:h-0 md:min-w-4 md:border-t-2',
        solid ? (state === 'moving' ? 'border-accent' : 'border-ink') : 'border-dashed border-line-strong',
      )}
    />
  );
}

function Stop({ stop, source, onward }: { stop: RouteStop; source: string; onward: RouteSegment | null }) {
  const { t, counted } = useWords();
  const { place, arrival, departure } = stop;
  return (
    <div className="pr-4">
      <p className="font-medium whitespace-nowrap">
        {place.unlocode && <span className="mono mr-1.5 font-normal text-faint">{place.unlocode}</span>}
        {place.name}
        {!place.unlocode && place.country && <span className="ml-1 font-normal text-faint">{place.country}</span>}
      </p>
      <dl className="mt-1 flex flex-col gap-0.5 text-xs">
        {arrival && <When term={t(arrival.code === 'DELIVERED' ? 'Del' : 'Arr')} claim={arrival} source={source} />}
        {departure && (
          <When term={t(departure.code === 'PICKED_UP' ? 'Pick' : 'Dep')} claim={departure} source={source} />
        )}
      </dl>
      {onward && (
        <p className="mt-1.5 flex items-center gap-1.5 text-xs text-dim md:hidden">
          <ModeIcon mode={onward.mode} />
          {onward.legs > 1 && `${counted(onward.legs, '{n} leg', '{n} legs')} `}
          {onward.by}
        </p>
      )}
    </div>
  );
}

function When({ term, claim, source }: { term: string; claim: NonNullable<RouteStop['arrival']>; source: string }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="w-7 text-faint">{term}</dt>
      <dd>
        <ClaimTime claim={claim} source={source} />
      </dd>
    </div>
  );
}
