import type { Classifier } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { inWords } from '#lib/words/code-words.ts';

export { exceptionText, inWords, milestoneLabel } from '#lib/words/code-words.ts';

/** `CNSHA Shanghai`, or name and country without a UN/LOCODE. */
export function placeText(place: Place): string {
  if (place.unlocode) return `${place.unlocode} ${place.name}`;
  return place.country ? `${place.name}, ${place.country}` : place.name;
}

/** Whether the reason of a claim is what a plan says of its hours (`FCFS 7-3`), in the words of the source; others are codes. */
function isTerms(classifier: Classifier, reason: string): boolean {
  return classifier === 'PLN' && !/^[a-z0-9]+(_[a-z0-9]+)+$/.test(reason);
}

/** The reason of a claim as it is shown; the terms of a plan as they were written. */
export function claimReason(classifier: Classifier, reason: string): string {
  return isTerms(classifier, reason) ? reason : inWords(reason);
}

/** The same within a sentence: `port congestion`. */
export function claimReasonInside(classifier: Classifier, reason: string): string {
  return isTerms(classifier, reason) ? reason : inWords(reason).toLowerCase();
}

/** `Reason: port congestion.`, `Terms: FCFS 7-3.`; null without a reason. */
export function reasonText({ classifier, reason }: { classifier: Classifier; reason: string | null }): string | null {
  if (!reason) return null;
  return `${isTerms(classifier, reason) ? 'Terms' : 'Reason'}: ${claimReasonInside(classifier, reason)}.`;
}
