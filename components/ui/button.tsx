import type { ComponentProps, MouseEvent } from 'react';
import { cx } from './cx.ts';

const LOOKS = {
  primary: 'bg-accent-solid text-on-accent hover:brightness-110 font-medium',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-hover',
  ghost: 'text-dim hover:bg-fill hover:text-ink',
} as const;

/** The classes of a button, for links that look like one. */
export function buttonClass(look: keyof typeof LOOKS = 'plain', className?: string): string {
  return cx(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md px-2.5 text-sm whitespace-nowrap select-none',
    'transition-[background-color,filter] duration-100 disabled:cursor-not-allowed disabled:opacity-55',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    LOOKS[look],
    className,
  );
}

type Props = ComponentProps<'button'> & {
  look?: keyof typeof LOOKS;
  /** Whether what it started is still under way: it keeps the focus, which a disabled button loses, and does nothing. */
  pending?: boolean;
};

export function Button({ look = 'plain', type = 'button', pending = false, className, ...rest }: Props) {
  const waiting = pending ? { 'aria-disabled': true, onClick: ignore } : {};
  return <button type={type} className={buttonClass(look, className)} {...rest} {...waiting} />;
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
}
