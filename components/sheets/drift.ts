import type { DriftListItem } from '#db/queries/drift.ts';
import { CAUSES } from '#lib/model/drift.ts';
import { effectInWords } from '../activity/effect-words.ts';
import { instantColumn, textColumn } from '../table/sheet.ts';
import { spanText } from '../time/format.ts';

type Row = DriftListItem;

/** A corrected value in words. */
export const driftWords = ({ previousValue, sourceValue, ...value }: Row) =>
  effectInWords({ ...value, before: previousValue, after: sourceValue });

/** How long a value was wrong at most; null if that is not known. */
export function wrongFor({ wrongSince, correctedAt }: Row): string | null {
  return wrongSince && `at most ${spanText(Date.parse(correctedAt) - Date.parse(wrongSince))}`;
}

/** The columns of the list of corrected values. */
export const DRIFT_SHEET = {
  of: textColumn<Row>('of', 'Record', (row) => row.name),
  value: textColumn<Row>('value', 'Value', (row) => driftWords(row).subject),
  previous: textColumn<Row>('previous_value', 'Previous', (row) => driftWords(row).before),
  source: textColumn<Row>('source_value', 'Source value', (row) => driftWords(row).after),
  cause: textColumn<Row>('cause', 'Cause', (row) => CAUSES[row.cause]),
  wrong: textColumn<Row>('wrong', 'Stale for', wrongFor),
  corrected: instantColumn<Row>('corrected', 'Corrected', (row) => row.correctedAt),
};
