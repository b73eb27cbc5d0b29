import { X } from 'lucide-react';
import { cx } from './cx.ts';

/** The button that clears its input. */
export function ClearButton({ label, onClear, className }: { label: string; onClear: () => void; className?: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClear}
      className={cx(
        'absolute flex size-6 items-center pointer-coarse:top-0! pointer-coarse:right-0! justify-center rounded text-faint hover:bg-fill hover:text-ink',
        className,
      )}
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}
