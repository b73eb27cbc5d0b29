import {
  Archive,
  Ban,
  CalendarCheck,
  CheckCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Clock,
  CreditCard,
  FileCheck,
  type LucideIcon,
  PieChart,
  Send,
  Ship,
} from 'lucide-react';
import { lookup } from '#lib/model/lookup.ts';
import { useWords } from '#words';
import { Chip, type Tone } from '../ui/chip.tsx';
import { statusText } from './status-text.ts';

const LOOKS: Readonly<Record<string, { tone?: Tone; icon: LucideIcon }>> = {
  draft: { icon: CircleDashed },
  submitted: { icon: Send },
  confirmed: { icon: CalendarCheck },
  shipped: { tone: 'done', icon: Ship },
  open: { icon: CircleDot },
  active: { icon: CircleDot },
  closed: { tone: 'done', icon: CheckCheck },
  issued: { icon: FileCheck },
  outstanding: { icon: Clock },
  payment_pending: { icon: CreditCard },
  partly_paid: { icon: PieChart },
  paid: { tone: 'done', icon: CheckCheck },
  present: { icon: FileCheck },
  void: { icon: Ban },
  cancelled: { icon: Ban },
  archived: { icon: Archive },
  removed: { icon: Ban },
};

/** The status of a record. Only final statuses have a colour; problems are shown elsewhere. */
export function RecordStatus({ status, removed = false }: { status: string; removed?: boolean }) {
  const { t } = useWords();
  const shown = removed ? 'removed' : status;
  const { tone = 'none', icon } = lookup(LOOKS, shown) ?? { icon: CircleHelp };
  return (
    <Chip tone={tone} icon={icon} className={tone === 'none' ? 'text-ink!' : ''}>
      {t(statusText({ status, removed }))}
    </Chip>
  );
}
