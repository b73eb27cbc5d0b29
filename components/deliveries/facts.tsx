import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { DeliveryDetail } from '#db/queries/delivery.ts';
import type { ShipmentName } from '#db/queries/delivery-list.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { useWords } from '#words';
import { bestReference } from '../shipments/reference.ts';
import { utcText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';

type Props = {
  delivery: DeliveryDetail;
  source: string;
  shipments: readonly ShipmentName[];
  /** The title that the reader wants. A delivery may change thousands of shipments, so it is chosen here and not in the browser. */
  titleType: TitleType | null;
};

/** When and from where a delivery was received, its verification, and the shipments that it changed. */
export function DeliveryFacts({ delivery, source, shipments, titleType }: Props) {
  const words = useWords();
  const { t, counted } = words;
  const isFetched = delivery.source === 'reconcile';
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line px-4 py-4 md:grid-cols-3 lg:grid-cols-5 lg:px-6">
      <Fact term={t('Received¦time')}>
        <RelativeTime at={delivery.receivedAt} suffix=" ago" />
        <span className="block text-xs text-faint">{utcText(delivery.receivedAt, words)}</span>
      </Fact>
      <Fact term={t('Source')}>
        {source}
        <span className="block text-xs text-faint">
          {isFetched
            ? t('fetched by reconciliation')
            : t('webhook from {address}', { address: String(delivery.remote) })}
        </span>
      </Fact>
      <Fact term={t('Signature')}>
        <span className="flex items-center gap-1.5">
          <ShieldCheck aria-hidden className="size-4 text-ok" strokeWidth={1.75} />
          {t(isFetched ? 'Not needed' : 'Verified')}
        </span>
        <span className="block text-xs text-faint">
          {t(isFetched ? 'fetched from the API' : 'HMAC or token verified')}
        </span>
      </Fact>
      <Fact term={t('Size¦bytes')}>
        {t('{n} bytes', { n: delivery.bytes })}
        <span className="block text-xs text-faint">{counted(delivery.eventCount, '{n} event', '{n} events')}</span>
      </Fact>
      <Fact term={t('Shipments changed')}>
        {shipments.length === 0 && <span className="text-dim">{t('None')}</span>}
        {shipments.map((shipment) => (
          <Link
            key={shipment.id}
            href={`/shipments/${shipment.id}`}
            className="mono block truncate text-accent underline-offset-4 hover:underline"
          >
            {bestReference(shipment, titleType).value}
          </Link>
        ))}
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
