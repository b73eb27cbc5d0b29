import type { LucideIcon } from 'lucide-react';
import { useWords } from '#words';
import { Button } from './button.tsx';

type Props = { icon: LucideIcon; label: string; open: boolean; onToggle: () => void };

/** Opens and closes a panel below it. */
export function ToggleButton({ icon: Icon, label, open, onToggle }: Props) {
  const { t } = useWords();
  return (
    <Button look="ghost" className="h-7 text-xs" aria-expanded={open} onClick={onToggle}>
      <Icon aria-hidden className="size-3.5" />
      {t(label)}
    </Button>
  );
}
