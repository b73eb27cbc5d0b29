import type { CheckedDocument } from '#lib/model/checklist.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

/** How complete the required documents are: what is missing, and what has not come yet but is not due either. */
export function completenessText(
  required: readonly Pick<CheckedDocument<unknown>, 'state'>[],
  { t, counted }: Words = ENGLISH,
): string {
  const count = (state: CheckedDocument<unknown>['state']) => required.filter((one) => one.state === state).length;
  const [missing, expected] = [count('missing'), count('expected')];
  if (required.length === 0) return t('No document is required.');
  if (missing === 0)
    return expected === 0
      ? t('All required documents were received.')
      : t('None is overdue, {n} not received yet.', { n: expected });
  if (expected === 0) return counted(missing, '{n} document is missing.', '{n} documents are missing.');
  return counted(
    missing,
    '{n} document is missing, {expected} not received yet.',
    '{n} documents are missing, {expected} not received yet.',
    { expected },
  );
}
