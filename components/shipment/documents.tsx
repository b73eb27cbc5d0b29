import { CircleCheck, CircleDashed, FileX } from 'lucide-react';
import Link from 'next/link';
import { documentType } from '#components/record/words.ts';
import { milestoneLabel } from '#components/shipments/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ShipmentDocument } from '#db/queries/shipment-documents.ts';
import type { CheckedDocument } from '#lib/model/checklist.ts';
import { useWords } from '#words';
import { completenessText } from './documents-text.ts';

type Props = { required: readonly CheckedDocument<ShipmentDocument>[]; others: readonly ShipmentDocument[] };

/** The required documents with due step and state, then other documents. */
export function Documents({ required, others }: Props) {
  const words = useWords();
  const { t } = words;
  if (required.length === 0 && others.length === 0) {
    return (
      <EmptyState icon={FileX} title={t('No document yet')}>
        <p>{t('Required documents depend on the mode, which is not known yet.')}</p>
      </EmptyState>
    );
  }
  const ready = required.some(({ key, state }) => /bill/.test(key) && state === 'present');
  return (
    <section aria-label={t('Documents')}>
      <p className="flex flex-wrap items-center gap-2 px-4 py-3 lg:px-6">
        {required.some(({ key }) => /bill/.test(key)) && (
          <Chip tone={ready ? 'ok' : 'none'} icon={ready ? CircleCheck : CircleDashed}>
            {t(ready ? 'Bill of lading ready' : 'Bill of lading pending')}
          </Chip>
        )}
        <span className="text-dim">{completenessText(required, words)}</span>
      </p>
      <ul className="border-t border-line">
        {required.map((entry) => (
          <RequiredDocumentLine key={entry.key} entry={entry} />
        ))}
        {others.map((document) => (
          <li
            key={document.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 lg:px-6"
          >
            <span className="w-48 font-medium">{t(documentType(document.type))}</span>
            <File document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const STATES = {
  present: { tone: 'ok', icon: CircleCheck, word: 'Received' },
  missing: { tone: 'late', icon: FileX, word: 'Missing' },
  expected: { tone: 'none', icon: CircleDashed, word: 'Pending' },
} as const;

function RequiredDocumentLine({
  entry: { label, by, state, documents },
}: {
  entry: CheckedDocument<ShipmentDocument>;
}) {
  const words = useWords();
  const { t } = words;
  const { tone, icon, word } = STATES[state];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 lg:px-6">
      <span className="w-48 font-medium">{t(label)}</span>
      <span className="w-24 [&:lang(de)]:w-28">
        <Chip tone={tone} icon={icon}>
          {t(word)}
        </Chip>
      </span>
      {documents.length === 0 && (
        <span className="text-xs text-faint">
          {t('Due by {milestone}', { milestone: words.inside(milestoneLabel(by, words)) })}
        </span>
      )}
      {documents.map((document) => (
        <File key={document.id} document={document} />
      ))}
    </li>
  );
}

function File({ document: { id, fileName, number, uploadedAt, learnedAt } }: { document: ShipmentDocument }) {
  return (
    <span className="inline-flex min-w-0 items-baseline gap-2">
      <Link
        href={`/documents/${id}`}
        prefetch={false}
        className="truncate underline decoration-line-strong underline-offset-4"
      >
        {fileName ?? number}
      </Link>
      <RelativeTime at={uploadedAt ?? learnedAt} suffix=" ago" className="text-xs text-faint" />
    </span>
  );
}
