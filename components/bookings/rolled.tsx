import { RotateCcw } from 'lucide-react';
import { Chip } from '../ui/chip.tsx';

type Booking = {
  vessel: string | null;
  voyage: string | null;
  rolledFrom: { vessel: string | null; voyage: string | null } | null;
};

/** What it was on before it was moved: `EVER ALOT 1187-042E`. What did not change is as it is now. */
export function rolledFromText({ vessel, voyage, rolledFrom }: Booking): string | null {
  if (!rolledFrom) return null;
  return [rolledFrom.vessel ?? vessel, rolledFrom.voyage ?? voyage].filter(Boolean).join(' ');
}

/** The cargo was moved to another sailing. */
export function RolledChip({ booking }: { booking: Booking }) {
  const from = rolledFromText(booking);
  if (!from) return null;
  return (
    <span title={`Rolled from ${from}`} className="inline-flex max-w-full min-w-0">
      <Chip tone="risk" icon={RotateCcw}>
        Rolled from {from}
      </Chip>
    </span>
  );
}
