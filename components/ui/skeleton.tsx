import { cx } from './cx.ts';

/** A placeholder for text that loads. Hidden from screen readers: the region around it announces the loading. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx('block h-3 animate-[breathe_1.6s_ease-in-out_infinite] rounded bg-fill', className)}
    />
  );
}
