import { Check, TrendingDown, TrendingUp } from 'lucide-react';
import { Chip } from '#components/ui/chip.tsx';
import type { EtaVariance } from './eta-variance.ts';

/** `+3 d vs plan`: an arrow and a sign say the direction, the colour only how bad it is. */
export function EtaVarianceChip({ drift }: { drift: EtaVariance }) {
  const icon = drift.days === 0 ? Check : drift.days > 0 ? TrendingUp : TrendingDown;
  return (
    <Chip tone={drift.tone} icon={icon}>
      <span className={drift.days === 0 ? 'compact:max-2xl:sr-only' : undefined}>{drift.text}</span>
      {drift.days !== 0 && <span className="compact:max-2xl:sr-only"> {drift.against}</span>}
    </Chip>
  );
}
