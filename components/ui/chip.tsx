import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const TONES = {
  ok: 'bg-ok-soft text-ok border-ok-line',
  risk: 'bg-risk-soft text-risk border-risk-line',
  late: 'bg-late-soft text-late border-late-line',
  held: 'bg-held-soft text-held border-held-line',
  done: 'bg-done-soft text-done border-done-line',
  none: 'bg-transparent text-dim border-line-strong',
} as const;
export type Tone = keyof typeof TONES;

export const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok',
  risk: 'text-risk',
  late: 'text-late',
  held: 'text-held',
  done: 'text-done',
  none: 'text-dim',
};

type Props = { tone: Tone; icon?: LucideIcon; children: ReactNode; className?: string };

/** A label with a state: never by colour only, always with a text and mostly with an icon. */
export function Chip({ tone, icon: Icon, children, className }: Props) {
  return (
    <span
      className={cx(
        'inline-flex h-5 min-w-0 max-w-full items-center gap-1 rounded border px-1.5 text-xs font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" strokeWidth={2.25} />}
      <span className="truncate">{children}</span>
    </span>
  );
}
