'use client';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { useWords } from '#words';
import { RowName } from '../table/row-name.tsx';
import { referenceLabel } from './reference.ts';
import { useTitle } from './title.tsx';

type Props = { line: Pick<ShipmentLine, 'externalId' | 'references' | 'customer' | 'name'>; href: string };

/** The title of a shipment as the name of its row; below its type or the reference that tells it apart, and the customer. */
export function ReferenceCell({ line, href }: Props) {
  const { t } = useWords();
  const { best, other } = useTitle(line);
  const second = (line.customer ?? line.name)?.replace(best.value, '').trim();
  return (
    <RowName
      href={href}
      name={best.value}
      after={best.more > 0 && <span className="shrink-0 text-xs text-faint">+{best.more}</span>}
      below={[other?.value ?? t(referenceLabel(best.type)), second].filter(Boolean).join(' · ')}
    />
  );
}
