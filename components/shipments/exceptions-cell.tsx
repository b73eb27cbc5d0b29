'use client';
import Link from 'next/link';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { EXCEPTION_KINDS, SEVERITY_LABELS } from '#lib/model/exception.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { useWords } from '#words';
import { SeverityChip } from '../exceptions/severity-chip.tsx';
import { useShownZone } from '../personal/provider.tsx';

type Line = Pick<ShipmentLine, 'id' | 'exceptions' | 'openExceptions'>;

/** The most urgent exception and how many more there are, as a link to all of them in the inbox. */
export function ExceptionsCell({ line }: { line: Line }) {
  const shownIn = useShownZone();
  const words = useWords();
  const { t } = words;
  const [first] = line.exceptions;
  if (!first) return null;
  const more = line.openExceptions - 1;
  const title = line.exceptions
    .map((one) =>
      t('{label}: {text}', { label: t(SEVERITY_LABELS[one.severity]), text: exceptionSentence(one, shownIn, words) }),
    )
    .join('\n');
  return (
    <Link
      href={`/exceptions?shipment=${line.id}`}
      prefetch={false}
      title={title}
      className="relative inline-flex max-w-full min-w-0 items-center gap-1.5 rounded hover:underline hover:underline-offset-4"
    >
      <SeverityChip severity={first.severity}>{t(EXCEPTION_KINDS[first.type].label)}</SeverityChip>
      {more > 0 && (
        <span className="text-xs whitespace-nowrap text-dim">
          +{more}
          <span className="sr-only"> {t('more exceptions')}</span>
        </span>
      )}
    </Link>
  );
}
