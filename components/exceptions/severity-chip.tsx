import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { SEVERITY_LABELS, type Severity } from '#lib/model/exception.ts';
import { useWords } from '#words';
import { Chip, type Tone } from '../ui/chip.tsx';

const LOOKS: Record<Severity, { tone: Tone; icon: LucideIcon }> = {
  critical: { tone: 'late', icon: OctagonAlert },
  high: { tone: 'risk', icon: TriangleAlert },
  medium: { tone: 'none', icon: CircleAlert },
  low: { tone: 'none', icon: Info },
};

type Props = { severity: Severity; children?: ReactNode };

/** How severe an exception is: an icon of its own and the word, or another text. */
export function SeverityChip({ severity, children }: Props) {
  const { t } = useWords();
  const { tone, icon } = LOOKS[severity];
  return (
    <Chip tone={tone} icon={icon}>
      {children ?? t(SEVERITY_LABELS[severity])}
    </Chip>
  );
}
