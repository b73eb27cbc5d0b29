import type { ComponentProps } from 'react';
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
    LOOKS[look],
    className,
  );
}

type Props = ComponentProps<'button'> & { look?: keyof typeof LOOKS };

export function Button({ look = 'plain', type = 'button', className, ...rest }: Props) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}
