import { FileX } from 'lucide-react';
import Link from 'next/link';
import { countText } from '#lib/model/count.ts';
import { useWords } from '#words';
import { QuietText } from './section.tsx';

type Props = { lacking: number; awaited: number; href: string };

/** How many of the shipments that arrive next lack documents; overdue ones are among them. */
export function MissingDocuments({ lacking, awaited, href }: Props) {
  const words = useWords();
  const { t } = words;
  if (awaited === 0) return null;
  if (lacking === 0) return <QuietText>{t('No arrival lacks documents; overdue ones are included.')}</QuietText>;
  return (
    <p className="flex items-center gap-2 px-4 pt-3 lg:px-6">
      <FileX aria-hidden className="size-4 shrink-0 text-dim" strokeWidth={1.75} />
      <span>
        <Link
          href={href}
          className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {t('{n} of {total} lack documents', { n: countText(lacking, words), total: countText(awaited, words) })}
        </Link>
        <span className="text-xs text-faint">{t(', overdue arrivals included')}</span>
      </span>
    </p>
  );
}
