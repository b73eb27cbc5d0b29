'use client';
import Link from 'next/link';
import { useLatenessLimits } from '#components/lateness/limits.tsx';
import { signedText } from '#components/shipments/eta-variance.ts';
import { ShipmentTitle } from '#components/shipments/title.tsx';
import { cx } from '#components/ui/cx.ts';
import type { EtaDelay } from '#db/queries/overview.ts';
import { dayAt, varianceOf } from '#lib/model/lateness.ts';
import { limitOf } from '#lib/model/lateness-limits.ts';
import { useWords } from '#words';
import { QuietText } from './section.tsx';

/**
 * ETA delays since yesterday: the previous and the current ETA. All delays are listed; the colour shows whether the shipment is late for its
 * mode.
 */
export function EtaDelays({ delays }: { delays: readonly EtaDelay[] }) {
  const limits = useLatenessLimits();
  const words = useWords();
  const { t, day } = words;
  if (delays.length === 0) return <QuietText>{t('No ETA was delayed since yesterday.')}</QuietText>;
  return (
    <ul>
      {delays.map((slip) => {
        const zone = slip.portOfDischarge?.timeZone;
        const delay = slip.eta && varianceOf(slip.was, slip.eta, limitOf(limits, slip.mode), zone);
        return (
          <li
            key={slip.id}
            data-row
            className="flex cursor-pointer items-baseline gap-3 px-4 py-1.5 hover:bg-hover lg:px-6"
          >
            <Link
              href={`/shipments/${slip.id}?tab=eta`}
              data-row-link
              prefetch={false}
              className="mono w-32 shrink-0 truncate font-medium"
            >
              <ShipmentTitle externalId={slip.externalId} references={slip.references} />
            </Link>
            <span className="min-w-0 flex-1 truncate text-xs text-dim">
              <del className="text-faint">{day(dayAt(slip.was, zone))}</del>
              <span className="sr-only"> {t('became')}</span>
              {slip.eta && ` ${day(dayAt(slip.eta, zone))}`}
              {slip.portOfDischarge && (
                <span className="ml-2 text-faint">{slip.portOfDischarge.unlocode ?? slip.portOfDischarge.name}</span>
              )}
            </span>
            <span className={cx('text-xs font-medium whitespace-nowrap', delay?.isLate ? 'text-late' : 'text-risk')}>
              {delay && delay.amount > 0 ? signedText(delay.amount, delay.unit, words) : t('same day')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
