import { Clock, Lock, type LucideIcon, TriangleAlert } from 'lucide-react';
import { Chip, type Tone } from '#components/ui/chip.tsx';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { exceptionText } from './words.ts';

type Trouble = { kind: 'hold' | 'delay' | 'alert'; code: MilestoneCode; reason: string | null };

const LOOKS: Record<Trouble['kind'], { tone: Tone; icon: LucideIcon }> = {
  hold: { tone: 'held', icon: Lock },
  delay: { tone: 'late', icon: Clock },
  alert: { tone: 'risk', icon: TriangleAlert },
};

export function ExceptionChip({ trouble, className }: { trouble: Trouble; className?: string }) {
  const { tone, icon } = LOOKS[trouble.kind];
  return (
    <span className="inline-flex max-w-full min-w-0" title={exceptionText(trouble)}>
      <Chip tone={tone} icon={icon} {...(className && { className })}>
        {exceptionText(trouble)}
      </Chip>
    </span>
  );
}
