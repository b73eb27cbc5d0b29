import { cx } from '../ui/cx.ts';

/** The logo: a fairlead, the ring that guides a line. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cx('size-6 shrink-0', className)}>
      <rect width="24" height="24" rx="6" fill="var(--accent-solid)" />
      <g fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round">
        <circle cx="12" cy="12" r="5" />
        <path d="M3.6 16.5C8 16.5 8.5 12 12 12s4-4.5 8.4-4.5" />
      </g>
    </svg>
  );
}

export function Wordmark({ className, textClass }: { className?: string; textClass?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2', className)}>
      <Mark />
      <span className={cx('text-[0.9375rem] font-semibold tracking-[-0.02em]', textClass)}>Fairlead</span>
    </span>
  );
}
