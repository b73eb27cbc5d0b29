import type { DriftListItem } from '#db/queries/drift.ts';
import { CAUSES } from '#lib/model/drift.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { effectInWords } from '../activity/effect-words.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';
import { spanText } from '../time/format.ts';

type Row = DriftListItem;

/** A corrected value in words. */
export const driftWords = ({ previousValue, sourceValue, ...value }: Row, words: Words = ENGLISH) =>
  effectInWords({ ...value, before: previousValue, after: sourceValue }, null, words);

/** How long a value was wrong at most; null if that is not known. */
export function wrongFor({ wrongSince, correctedAt }: Row, words: Words = ENGLISH): string | null {
  const span = wrongSince && spanText(Date.parse(correctedAt) - Date.parse(wrongSince), words);
  return span && words.t('at most {span}', { span });
}

/** The columns of the list of corrected values. */
export const DRIFT_SHEET = {
  of: textColumn<Row>('of', 'Record', (row) => row.name),
  value: { ...textColumn<Row>('value', 'Value', (row, words) => driftWords(row, words).subject), label: 'Value¦field' },
  previous: {
    ...textColumn<Row>('previous_value', 'Previous', (row, words) => driftWords(row, words).before),
    label: 'Previous¦value',
  },
  source: textColumn<Row>('source_value', 'Source value', (row, words) => driftWords(row, words).after),
  cause: textColumn<Row>('cause', 'Cause', (row, { t }) => t(CAUSES[row.cause])),
  wrong: textColumn<Row>('wrong', 'Stale for', wrongFor),
  corrected: instantColumn<Row>('corrected', 'Corrected', (row) => row.correctedAt),
};
