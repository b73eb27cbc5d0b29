'use client';
import Link from 'next/link';
import type { Moment } from '#lib/model/time.ts';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { Hint } from '../ui/hint.tsx';

export type MapDot = {
  id: string;
  reference: string;
  route: string;
  by: string | null;
  eta: Moment | null;
  timeZone: string | null;
  /** Position as shares of the map's width and height. */
  left: number;
  top: number;
};

/** A shipment on the map: a tooltip with reference and arrival, and a link to its page. */
export function Dot({ dot }: { dot: MapDot }) {
  const shownIn = useShownZone();
  const { t, moment } = useWords();
  return (
    <Hint
      content={
        <span className="flex flex-col gap-0.5">
          <span className="mono font-medium">{dot.reference}</span>
          <span>{dot.route}</span>
          {dot.by && <span className="text-dim">{dot.by}</span>}
          <span className="text-dim">
            {dot.eta ? `ETA ${moment(dot.eta, dot.timeZone, shownIn)}` : t('No ETA yet')}
          </span>
        </span>
      }
      render={
        <Link
          href={`/shipments/${dot.id}`}
          prefetch={false}
          tabIndex={-1}
          aria-label={dot.reference}
          style={{ left: `${dot.left * 100}%`, top: `${dot.top * 100}%` }}
          className="absolute -m-1.5 flex size-3 items-center justify-center rounded-full hover:z-10"
        />
      }
    >
      <span className="size-[7px] rounded-full border border-surface bg-accent transition-transform hover:scale-150" />
    </Hint>
  );
}
