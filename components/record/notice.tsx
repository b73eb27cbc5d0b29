import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

const LOOKS = {
  late: 'border-late-line bg-late-soft text-late',
  risk: 'border-risk-line bg-risk-soft text-risk',
  none: 'border-line bg-canvas text-dim',
} as const;

type Props = { tone: keyof typeof LOOKS; icon: LucideIcon; title: ReactNode; children?: ReactNode };

/** A notice at the top of a record. */
export function Notice({ tone, icon: Icon, title, children }: Props) {
  return (
    <div className={cx('flex gap-2.5 border-t px-4 py-2.5 lg:px-6', LOOKS[tone])}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {children && <div className="text-xs text-ink">{children}</div>}
      </div>
    </div>
  );
}
