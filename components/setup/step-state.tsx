import { CircleCheck, CircleDashed, CircleMinus } from 'lucide-react';
import type { StepState } from '#lib/model/setup.ts';
import { useWords } from '#words';
import { Chip } from '../ui/chip.tsx';

/** The state of a step, as icon and word. */
export function StepStateChip({ state }: { state: StepState }) {
  const { t } = useWords();
  if (state === 'done')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        {t('Done')}
      </Chip>
    );
  if (state === 'skipped')
    return (
      <Chip tone="none" icon={CircleMinus}>
        {t('Skipped')}
      </Chip>
    );
  return (
    <Chip tone="none" icon={CircleDashed}>
      {t('To do')}
    </Chip>
  );
}
