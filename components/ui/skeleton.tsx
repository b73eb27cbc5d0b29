import { cx } from './cx.ts';

/** Stands for text that is on its way. Hidden from screen readers: the region around it says that it loads. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx('block h-3 animate-[breathe_1.6s_ease-in-out_infinite] rounded bg-fill', className)}
    />
  );
}
