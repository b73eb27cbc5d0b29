import { FileX } from 'lucide-react';
import Link from 'next/link';
import { countText } from '#lib/model/count.ts';
import { QuietText } from './section.tsx';

type Props = { lacking: number; awaited: number; href: string };

/** How many of the shipments that arrive next lack documents; overdue ones are among them. */
export function MissingDocuments({ lacking, awaited, href }: Props) {
  if (awaited === 0) return null;
  if (lacking === 0) return <QuietText>No arrival lacks documents; overdue ones are included.</QuietText>;
  return (
    <p className="flex items-center gap-2 px-4 pt-3 lg:px-6">
      <FileX aria-hidden className="size-4 shrink-0 text-dim" strokeWidth={1.75} />
      <span>
        <Link
          href={href}
          className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {countText(lacking)} of {countText(awaited)} lack documents
        </Link>
        <span className="text-xs text-faint">, overdue arrivals included</span>
      </span>
    </p>
  );
}
