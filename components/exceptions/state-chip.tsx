import { BellOff, CircleCheck, CircleDot, CircleOff, type LucideIcon } from 'lucide-react';
import type { ExceptionState } from '#db/queries/exception-states.ts';
import { useWords } from '#words';
import { Chip, type Tone } from '../ui/chip.tsx';

const LOOKS: Record<ExceptionState, { label: string; tone: Tone; icon: LucideIcon }> = {
  open: { label: 'Open', tone: 'none', icon: CircleDot },
  snoozed: { label: 'Snoozed', tone: 'none', icon: BellOff },
  resolved: { label: 'Resolved', tone: 'done', icon: CircleCheck },
  ended: { label: 'Ended', tone: 'done', icon: CircleOff },
};

export function StateChip({ state }: { state: ExceptionState }) {
  const { t } = useWords();
  const { label, tone, icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(label)}
    </Chip>
  );
}
