import type { DocumentDetail } from '#db/queries/documents.ts';
import { REQUIRED_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import type { Words } from '#lib/model/language.ts';
import type { Fact } from '../record/facts.tsx';
import { documentType, labelOf, sizeText } from '../record/words.ts';
import { RelativeTime } from '../time/relative-time.tsx';

/** The link of the document is shown only if it is http or https. */
export function documentFacts(document: DocumentDetail, words: Words): Fact[] {
  const { t } = words;
  const { link, size, uploadedAt, satisfies } = document;
  const safe = link && /^https?:\/\//.test(link);
  return [
    { term: 'Type', field: 'type', value: t(documentType(document.type)) },
    { term: 'Satisfies', value: satisfiedText(satisfies, words) },
    { term: 'File', field: 'fileName', value: document.fileName },
    { term: 'Size¦bytes', field: 'size', value: size === null ? null : sizeText(size, words) },
    { term: 'Uploaded', field: 'uploadedAt', value: uploadedAt && <RelativeTime at={uploadedAt} suffix=" ago" /> },
    {
      term: 'Source file',
      value: safe ? (
        <a href={link} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-4">
          {t('Open the file')}
        </a>
      ) : (
        link
      ),
    },
    { term: 'Memo', field: 'memo', value: document.memo, wide: true },
  ];
}

function satisfiedText(keys: readonly string[], { t, list }: Words): string {
  return list(keys.map((key) => t(labelOf(REQUIRED_DOCUMENT_LABELS, key)))) || t('No required document');
}
