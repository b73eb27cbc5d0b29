import { Lock } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { Chip } from '../ui/chip.tsx';

/** The mark of a shipment with a legal hold, which leads to it. */
export function HeldChip({ shipment }: { shipment: string }) {
  const { t } = useWords();
  return (
    <Link href={`/shipments/${shipment}?tab=events`} scroll={false}>
      <Chip tone="held" icon={Lock}>
        {t('Legal hold')}
      </Chip>
    </Link>
  );
}
