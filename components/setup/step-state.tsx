import { CircleCheck, CircleDashed, CircleMinus } from 'lucide-react';
import type { StepState } from '#lib/model/setup.ts';
import { Chip } from '../ui/chip.tsx';

/** The state of a step, as icon and word. */
export function StepStateChip({ state }: { state: StepState }) {
  if (state === 'done')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        Done
      </Chip>
    );
  if (state === 'skipped')
    return (
      <Chip tone="none" icon={CircleMinus}>
        Skipped
      </Chip>
    );
  return (
    <Chip tone="none" icon={CircleDashed}>
      To do
    </Chip>
  );
}
