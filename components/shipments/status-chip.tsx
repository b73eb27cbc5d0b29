import {
  Anchor,
  Ban,
  CalendarCheck,
  CheckCheck,
  CircleDashed,
  CircleHelp,
  ClipboardList,
  type LucideIcon,
  MapPin,
  Navigation,
  Truck,
  Warehouse,
  X,
} from 'lucide-react';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { useWords } from '#words';
import { Chip, type Tone } from '../ui/chip.tsx';

const LOOKS: Record<Stage, { tone: Tone; icon: LucideIcon }> = {
  unknown: { tone: 'none', icon: CircleHelp },
  draft: { tone: 'none', icon: CircleDashed },
  rejected: { tone: 'late', icon: X },
  tendered: { tone: 'none', icon: ClipboardList },
  planned: { tone: 'none', icon: ClipboardList },
  booked: { tone: 'none', icon: CalendarCheck },
  dispatched: { tone: 'none', icon: CalendarCheck },
  at_origin: { tone: 'none', icon: MapPin },
  in_transit: { tone: 'none', icon: Navigation },
  arrived: { tone: 'none', icon: Anchor },
  delivering: { tone: 'none', icon: Truck },
  at_destination: { tone: 'none', icon: Warehouse },
  delivered: { tone: 'done', icon: CheckCheck },
  cancelled: { tone: 'none', icon: Ban },
  removed: { tone: 'none', icon: Ban },
};

/** The stage of a shipment. Only final stages have a colour; problems are shown elsewhere. */
export function StatusChip({ status }: { status: Stage }) {
  const { t } = useWords();
  const { tone, icon } = LOOKS[status];
  return (
    <Chip tone={tone} icon={icon} className={tone === 'none' ? 'text-ink!' : ''}>
      {t(STAGES[status].label)}
    </Chip>
  );
}
