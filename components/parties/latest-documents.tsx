import Link from 'next/link';
import type { DocumentListItem } from '#db/queries/documents.ts';
import { useWords } from '#words';
import { Nothing } from '../record/section.tsx';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { documentType } from '../record/words.ts';
import { RelativeTime } from '../time/relative-time.tsx';

/** Documents in one line each: the type, the file, the shipment, and how long ago it was learned. */
export function LatestDocuments({ documents }: { documents: readonly DocumentListItem[] }) {
  const { t } = useWords();
  if (documents.length === 0) return <Nothing>{t('Its shipments have no documents yet.')}</Nothing>;
  return (
    <ul>
      {documents.map((row) => (
        <li
          key={row.id}
          data-row={row.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-2 last:border-b-0 hover:bg-hover lg:px-6"
        >
          <Link
            href={`/documents/${row.id}`}
            data-row-link
            prefetch={false}
            className="rounded-sm font-medium underline-offset-4 hover:underline"
          >
            {t(documentType(row.type))}
          </Link>
          {row.fileName && <span className="min-w-0 truncate text-dim">{row.fileName}</span>}
          <span className="ml-auto">
            <ShipmentLinks shipments={row.shipments} />
          </span>
          <span className="w-24 text-right text-xs text-faint">
            <RelativeTime at={row.learnedAt} suffix=" ago" />
          </span>
        </li>
      ))}
    </ul>
  );
}
