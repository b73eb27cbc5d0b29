import { BellOff, CircleCheck, CircleSlash, CircleX, Hourglass, type LucideIcon, Undo2 } from 'lucide-react';
import type { NoticeState as State } from '#lib/model/notice.ts';
import { useWords } from '#words';
import { Chip, type Tone } from '../ui/chip.tsx';

const LOOKS: Record<State, { tone: Tone; icon: LucideIcon; label: string }> = {
  pending: { tone: 'risk', icon: Hourglass, label: 'Pending' },
  sent: { tone: 'ok', icon: CircleCheck, label: 'Sent' },
  failed: { tone: 'late', icon: CircleX, label: 'Failed' },
  bounced: { tone: 'late', icon: Undo2, label: 'Bounced' },
  suppressed: { tone: 'none', icon: BellOff, label: 'Suppressed' },
  cancelled: { tone: 'none', icon: CircleSlash, label: 'Cancelled' },
};

/** Whether a notice was sent. */
export function NoticeState({ state }: { state: State }) {
  const { t } = useWords();
  const { tone, icon, label } = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(label)}
    </Chip>
  );
}
