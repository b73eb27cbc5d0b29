import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { RowName } from '../table/row-name.tsx';
import { bestReference, referenceLabel } from './reference.ts';

type Props = { line: Pick<ShipmentLine, 'externalId' | 'references' | 'customer' | 'name'>; href: string };

/** The reference of a shipment as the name of its row; its type and the customer below. */
export function ReferenceCell({ line, href }: Props) {
  const best = bestReference(line);
  const second = (line.customer ?? line.name)?.replace(best.value, '').trim();
  return (
    <RowName
      href={href}
      name={best.value}
      after={best.more > 0 && <span className="shrink-0 text-xs text-faint">+{best.more}</span>}
      below={[referenceLabel(best.type), second].filter(Boolean).join(' · ')}
    />
  );
}
