'use client';
import { useEffect, useRef } from 'react';
import type { DeliveryLine } from '#db/queries/delivery-list.ts';
import { useWords } from '#words';
import { DeliveryTableRow } from './delivery-row.tsx';

type Props = { lines: readonly DeliveryLine[]; titles: Readonly<Record<string, string>> };

const HEADS = ['Received, UTC', 'Source', 'Type', 'Key', 'Status', 'Attempts', 'Lag', 'Shipments'];
const RIGHT = new Set(['Attempts', 'Lag']);

/** The webhook log: one line for each delivery, latest first. */
export function DeliveryTable({ lines, titles }: Props) {
  const { t } = useWords();
  const settled = useRef(false);
  useEffect(() => {
    settled.current = true;
  }, []);
  return (
    <section aria-label={t('Deliveries')} className="min-h-0 flex-1 overflow-auto">
      <table className="dense w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <tr>
            {HEADS.map((head) => (
              <th
                key={head}
                scope="col"
                className={`cell-head sticky top-0 z-10 bg-surface lg:first:pl-6 lg:last:pr-6 ${RIGHT.has(head) ? 'text-right' : ''}`}
              >
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {lines.map((line) => (
            <DeliveryTableRow
              key={line.id}
              line={line}
              source={titles[line.provider] ?? line.provider}
              isNew={settled.current}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
