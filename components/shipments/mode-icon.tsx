import { Container, type LucideIcon, Package, Plane, Ship, TrainFront, Truck, Waves } from 'lucide-react';
import { lookup } from '#lib/model/lookup.ts';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';

const ICONS: Record<string, LucideIcon> = {
  ocean: Ship,
  air: Plane,
  rail: TrainFront,
  truck: Truck,
  barge: Waves,
  intermodal: Container,
};
const LABELS: Record<string, string> = {
  ocean: 'Ocean',
  air: 'Air',
  rail: 'Rail',
  truck: 'Truck',
  barge: 'Barge',
  intermodal: 'Intermodal',
  other: 'Other',
};

/** The name of a mode, in English. */
export function modeLabel(mode: string | null): string {
  return (mode && lookup(LABELS, mode)) || 'Mode unknown';
}

/** The icon of a mode, with its name for screen readers. */
export function ModeIcon({ mode, className }: { mode: string | null; className?: string }) {
  const { t } = useWords();
  const Icon = (mode && lookup(ICONS, mode)) || Package;
  return (
    <>
      <Icon aria-hidden className={cx('size-4 shrink-0 text-faint', className)} strokeWidth={1.75} />
      <span className="sr-only">{t(modeLabel(mode))}</span>
    </>
  );
}
