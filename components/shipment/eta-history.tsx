import { ChartSpline } from 'lucide-react';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { daysBetween } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ClaimTime } from './claim-time.tsx';
import { EtaAccuracy } from './eta-accuracy.tsx';
import { EtaChart } from './eta-chart.tsx';
import { accuracyOf, etaHistoryOf } from './eta-model.ts';
import { momentOf } from './timeline-model.ts';

type Props = { shipment: ShipmentDetail; timeline: readonly TimelineEntry[]; source: string };

/** The history of the ETA, as a chart and as a table. */
export function EtaHistory({ shipment, timeline, source }: Props) {
  const { t } = useWords();
  const history = etaHistoryOf(shipment, timeline);
  const { estimates, planned, actual } = history;
  const accuracy = accuracyOf(history);
  if (estimates.length === 0) {
    return (
      <EmptyState icon={ChartSpline} title={t('No estimate of the arrival yet')}>
        <p>{t('Estimates appear here, so that you can judge how reliable the next one is.')}</p>
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('ETA history')}>
      <EtaChart estimates={estimates} planned={planned} actual={actual} />
      {accuracy && <EtaAccuracy accuracy={accuracy} source={source} />}
      <table className="dense w-full border-separate border-spacing-0 border-t border-line">
        <caption className="sr-only">{t('All estimates of the arrival, latest first')}</caption>
        <thead>
          <tr>
            {['Reported', 'Estimate', 'Moved by', 'Source'].map((head) => (
              <th key={head} scope="col" className="cell-head first:pl-4 last:max-md:hidden lg:first:pl-6">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {estimates
            .map((claim, at) => ({ claim, before: estimates[at - 1] }))
            .reverse()
            .map(({ claim, before }) => (
              <tr key={claim.id}>
                <td className="cell whitespace-nowrap text-dim first:pl-4 lg:first:pl-6">
                  <RelativeTime at={claim.reportedAt} suffix=" ago" />
                </td>
                <td className="cell">
                  <ClaimTime claim={claim} source={source} />
                </td>
                <td className="cell text-xs whitespace-nowrap">
                  <Moved days={before ? daysBetween(momentOf(before), momentOf(claim)) : null} />
                </td>
                <td className="cell text-xs text-dim max-md:hidden">{source}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

function Moved({ days }: { days: number | null }) {
  const { t } = useWords();
  if (days === null) return <span className="text-faint">{t('first estimate')}</span>;
  if (days === 0) return <span className="text-dim">{t('same day')}</span>;
  return days > 0 ? (
    <span className="font-medium">{t('+{n} d later', { n: String(days) })}</span>
  ) : (
    <span className="text-ok">{t('−{n} d earlier', { n: String(-days) })}</span>
  );
}
