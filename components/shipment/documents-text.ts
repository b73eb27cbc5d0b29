import type { CheckedDocument } from '#lib/model/checklist.ts';
import { counted } from '../record/words.ts';

/** How complete the required documents are: what is missing, and what has not come yet but is not due either. */
export function completenessText(required: readonly Pick<CheckedDocument<unknown>, 'state'>[]): string {
  const count = (state: CheckedDocument<unknown>['state']) => required.filter((one) => one.state === state).length;
  const [missing, expected] = [count('missing'), count('expected')];
  if (required.length === 0) return 'No document is required.';
  if (missing === 0 && expected === 0) return 'All required documents were received.';
  const late =
    missing === 0 ? 'None is overdue' : `${counted(missing, 'document')} ${missing === 1 ? 'is' : 'are'} missing`;
  return expected === 0 ? `${late}.` : `${late}, ${expected} not received yet.`;
}
