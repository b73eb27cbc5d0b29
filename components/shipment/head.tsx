'use client';
import { ChevronLeft, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Rolled } from '#db/queries/shipment-rolled.ts';
import type { ShipmentDetail } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { usePersonal } from '../personal/provider.tsx';
import { QuantityText } from '../personal/quantity.tsx';
import { ModeIcon, modeLabel } from '../shipments/mode-icon.tsx';
import { bestReference, isMachineId, referenceLabel } from '../shipments/reference.ts';
import { StatusChip } from '../shipments/status-chip.tsx';
import { inWords } from '../shipments/words.ts';
import { Chip } from '../ui/chip.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { FreeTimeLine } from './free-time-line.tsx';
import { RolledBadge } from './rolled-badge.tsx';

/** References that are shown here at most; the others are in their tab. */
const SHOWN = 7;

/** `watch`: the button with which the user watches it. */
type Props = {
  shipment: ShipmentDetail;
  source: string;
  rolled: Rolled | null;
  /** Why it is late, in the source's code; null without a reason. */
  delay: string | null;
  watch: ReactNode;
};

/** The head of a shipment: its main reference, other references to copy, and the cargo in a line. */
export function ShipmentHead({ shipment, source, rolled, delay, watch }: Props) {
  const words = useWords();
  const { t } = words;
  const best = bestReference(shipment, usePersonal().titleType);
  const others = shipment.references.filter(
    (one) => (one.type !== best.type || one.value !== best.value) && one.value !== shipment.name && !isMachineId(one),
  );
  return (
    <header className="px-4 pt-3 pb-4 lg:px-6">
      <Link
        href="/shipments"
        className="-ml-1 inline-flex h-6 items-center gap-0.5 rounded pr-1.5 text-xs text-dim hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" />
        {t('Shipments')}
      </Link>
      <div className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <ModeIcon mode={shipment.mode} className="size-5 text-dim!" />
        <h1 className="mono text-xl font-semibold break-all">{best.value}</h1>
        <CopyButton value={best.value} label={t(referenceLabel(best.type))} />
        <StatusChip status={shipment.status} />
        {rolled && <RolledBadge rolled={rolled} />}
        {delay && (
          <Chip tone="risk" icon={TriangleAlert}>
            {t(inWords(delay))}
          </Chip>
        )}
        {watch}
      </div>
      <p className="mt-1 flex text-dim max-sm:overflow-x-auto max-sm:[scrollbar-width:none] sm:flex-wrap">
        <span className="sr-only">{t(modeLabel(shipment.mode))}. </span>
        {factsOf(shipment, source, words).map(([key, fact], at, facts) => (
          <span key={key} className="whitespace-nowrap">
            {fact}
            {at < facts.length - 1 && <span className="mx-1.5 text-faint">·</span>}
          </span>
        ))}
      </p>
      <FreeTimeLine shipment={shipment} />
      {others.length > 0 && (
        <ul
          aria-label={t('References')}
          className="mt-2.5 flex gap-1.5 max-sm:hidden max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:[scrollbar-width:none] md:flex-wrap"
        >
          {others.slice(0, SHOWN).map(({ type, value }) => (
            <li
              key={`${type} ${value}`}
              className="inline-flex h-6 max-w-full shrink-0 items-center gap-1.5 rounded border border-line bg-canvas pl-2 text-xs"
            >
              <span className="text-faint">{t(referenceLabel(type))}</span>
              <span className="mono truncate">{value}</span>
              <CopyButton value={value} label={t(referenceLabel(type))} className="size-6!" />
            </li>
          ))}
          {others.length > SHOWN && (
            <li>
              <Link
                href={`/shipments/${shipment.id}?tab=references`}
                scroll={false}
                className="inline-flex h-6 items-center rounded px-1.5 text-xs text-dim hover:bg-fill hover:text-ink"
              >
                {t('+{n} more', { n: others.length - SHOWN })}
              </Link>
            </li>
          )}
        </ul>
      )}
    </header>
  );
}

/** The cargo in a line: each fact with its key. */
function factsOf(shipment: ShipmentDetail, source: string, { t, counted }: Words): [string, ReactNode][] {
  const { customer, name, freightType, incoterm, pieces, weight, volume } = shipment;
  const facts: [string, ReactNode][] = [
    ['customer', customer],
    ['name', name],
    ['freight', freightType && t(inWords(freightType))],
    ['incoterm', incoterm],
    ['pieces', pieces !== null && counted(pieces, '{n} pc', '{n} pcs', { n: String(pieces) })],
    ['weight', weight && <QuantityText quantity={weight} />],
    ['volume', volume && <QuantityText quantity={volume} />],
    ['source', t('via {source}', { source })],
  ];
  return facts.filter(([, fact]) => Boolean(fact));
}
