import { Inbox } from 'lucide-react';
import Link from 'next/link';
import type { RawEvent } from '#db/queries/shipment-documents.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { ReportedTime } from '../time/reported-time.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';

type Props = { shipment: string; events: readonly RawEvent[]; titles: Readonly<Record<string, string>> };

/** The events that changed the shipment, each with a link to its raw payload, and to all that the source sent about it. */
export function RawEvents({ shipment, events, titles }: Props) {
  const { t, counted } = useWords();
  if (events.length === 0) {
    return (
      <EmptyState icon={Inbox} title={t('No event changed it yet')}>
        <p>{t('Events of this shipment appear here with their raw payload.')}</p>
      </EmptyState>
    );
  }
  return (
    <HorizontalScroll label={t('Raw events')}>
      <p className="px-4 pt-3 text-xs lg:px-6">
        <Link
          href={`/deliveries?entity=${shipment}`}
          prefetch={false}
          className="text-accent underline-offset-4 hover:underline"
        >
          {t('All deliveries about this shipment')}
        </Link>
      </p>
      <table className="dense w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {['Event', 'Source', 'Changed', 'Reported', 'Received¦time'].map((head) => (
              <th
                key={head}
                scope="col"
                className="cell-head first:pl-4 max-md:nth-[2]:hidden max-md:nth-[4]:hidden lg:first:pl-6"
              >
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, type, provider, changes, reportedAt, receivedAt }) => (
            <tr key={id} data-row className="cursor-pointer hover:bg-hover">
              <th scope="row" className="cell max-w-0 w-full truncate text-left font-normal first:pl-4 lg:first:pl-6">
                <Link
                  href={`/deliveries/by-event/${id}`}
                  prefetch={false}
                  data-row-link
                  className="mono underline-offset-4 hover:underline"
                >
                  {type}
                </Link>
              </th>
              <td className="cell text-dim max-md:hidden">{titles[provider] ?? provider}</td>
              <td className="cell whitespace-nowrap">
                {counted(changes, '{n} value', '{n} values', { n: String(changes) })}
              </td>
              <td className="cell whitespace-nowrap text-dim max-md:hidden">
                {reportedAt ? <ReportedTime reportedAt={reportedAt} receivedAt={receivedAt} /> : '–'}
              </td>
              <td className="cell whitespace-nowrap text-dim">
                <RelativeTime at={receivedAt} suffix=" ago" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </HorizontalScroll>
  );
}
