import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#words';

type Props = { icon: LucideIcon; title: string; children?: ReactNode; role?: 'alert'; heading?: 'h1' | 'h2' };

/** The content instead of rows: why there are none and what to do. */
export function EmptyState({ icon: Icon, title, children, role, heading: Heading = 'h2' }: Props) {
  const { t } = useWords();
  return (
    <div role={role} className="mx-auto flex max-w-xl flex-col items-center px-6 py-16 text-center">
      <span className="mb-4 flex size-10 items-center justify-center rounded-lg border border-line bg-canvas text-dim">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <Heading className="text-base font-semibold text-balance">{t(title)}</Heading>
      <div className="mt-1 w-full text-sm text-pretty text-dim">{children}</div>
    </div>
  );
}
