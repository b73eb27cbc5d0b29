import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { SEVERITY_LABELS, type Severity } from '#lib/model/exception.ts';
import { Chip, type Tone } from '../ui/chip.tsx';

const LOOKS: Record<Severity, { tone: Tone; icon: LucideIcon }> = {
  critical: { tone: 'late', icon: OctagonAlert },
  high: { tone: 'risk', icon: TriangleAlert },
  medium: { tone: 'none', icon: CircleAlert },
  low: { tone: 'none', icon: Info },
};

/** How severe an exception is: an icon of its own and the word. */
export function SeverityChip({ severity }: { severity: Severity }) {
  const { tone, icon } = LOOKS[severity];
  return (
    <Chip tone={tone} icon={icon}>
      {SEVERITY_LABELS[severity]}
    </Chip>
  );
}
