import { cx } from './cx.ts';

export function Kbd({ children, className }: { children: string; className?: string }) {
  return (
    <kbd
      className={cx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded border border-line-strong bg-canvas px-1 font-sans text-2xs text-dim',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
