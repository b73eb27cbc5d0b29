import { X } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';

/** An applied filter without a select: `Loaded in CNSHA`. `clear` is the label of its remove button. */
export type Applied = { key: string; label: string; value: string; clear: string };

type Props = Applied & { href: string };

/** The filter with its remove button. */
export function AppliedFilter({ label, value, clear, href }: Props) {
  const { t } = useWords();
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft pr-1 pl-2 text-xs text-accent">
      {t(label)} <span className="mono max-w-40 truncate font-medium">{value}</span>
      <Link href={href} aria-label={t(clear)} className="flex size-5 items-center justify-center rounded hover:bg-fill">
        <X aria-hidden className="size-3" />
      </Link>
    </span>
  );
}
