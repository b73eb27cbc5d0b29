import { RotateCcw } from 'lucide-react';
import { useWords } from '#words';
import { Chip } from '../ui/chip.tsx';

type Booking = {
  vessel: string | null;
  voyage: string | null;
  rolledFrom: { vessel: string | null; voyage: string | null } | null;
};

/** The previous vessel and voyage: `EVER ALOT 1187-042E`. A part that did not change is the current one. */
export function rolledFromText({ vessel, voyage, rolledFrom }: Booking): string | null {
  if (!rolledFrom) return null;
  return [rolledFrom.vessel ?? vessel, rolledFrom.voyage ?? voyage].filter(Boolean).join(' ');
}

/** A mark that the cargo was rolled to another sailing. */
export function RolledChip({ booking }: { booking: Booking }) {
  const from = rolledFromText(booking);
  const { t } = useWords();
  if (!from) return null;
  const text = t('Rolled from {sailing}', { sailing: from });
  return (
    <span title={text} className="inline-flex max-w-full min-w-0">
      <Chip tone="risk" icon={RotateCcw}>
        {text}
      </Chip>
    </span>
  );
}
