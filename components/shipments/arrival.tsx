import { useWords } from '#words';
import { MomentTime } from '../time/moment.tsx';
import { cx } from '../ui/cx.ts';
import { type ExpectedArrival, zoneOf } from './eta-variance.ts';
import { EtaVarianceChip } from './eta-variance-chip.tsx';

/** The actual or expected arrival, and its variance. */
export function Arrival({ line }: { line: ExpectedArrival }) {
  const { t } = useWords();
  const moment = line.arrived ?? line.eta;
  if (!moment) return <span className="text-faint">{t('No ETA yet')}</span>;
  return (
    <span className="flex flex-col items-start gap-0.5 max-md:flex-row max-md:flex-wrap max-md:gap-x-2 compact:flex-row compact:items-center compact:gap-2">
      <span className={cx(line.arrived && 'font-medium')}>
        <span className="mr-1 text-xs font-normal text-faint compact:max-2xl:sr-only">
          {line.arrived ? t('Arrived') : 'ETA'}
        </span>
        <MomentTime moment={moment} timeZone={zoneOf(line)} />
      </span>
      <span className="inline-flex shrink-0 empty:hidden">
        <EtaVarianceChip shipment={line} />
      </span>
    </span>
  );
}
