import { Clock, Lock, type LucideIcon, TriangleAlert } from 'lucide-react';
import { Chip, type Tone } from '#components/ui/chip.tsx';
import type { OpenException } from '#db/queries/shipment-list.ts';
import { exceptionDetails, exceptionText } from './words.ts';

type Trouble = Pick<OpenException, 'kind' | 'code' | 'reason' | 'containerNumber' | 'occurredText' | 'place'>;

const LOOKS: Record<Trouble['kind'], { tone: Tone; icon: LucideIcon }> = {
  hold: { tone: 'held', icon: Lock },
  delay: { tone: 'late', icon: Clock },
  alert: { tone: 'risk', icon: TriangleAlert },
};

export function ExceptionChip({ trouble, className }: { trouble: Trouble; className?: string }) {
  const { tone, icon } = LOOKS[trouble.kind];
  const title = [exceptionText(trouble), exceptionDetails(trouble)].filter(Boolean).join(' · ');
  return (
    <span className="inline-flex max-w-full min-w-0" title={title}>
      <Chip tone={tone} icon={icon} {...(className && { className })}>
        {exceptionText(trouble)}
      </Chip>
    </span>
  );
}
