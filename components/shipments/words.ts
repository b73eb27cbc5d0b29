import type { Words } from '#lib/model/language.ts';
import type { Classifier } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { inWords } from '#lib/words/code-words.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

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
export function claimReason(classifier: Classifier, reason: string, { t }: Words = ENGLISH): string {
  return isTerms(classifier, reason) ? reason : t(inWords(reason));
}

/** The same within a sentence: `port congestion`. */
export function claimReasonInside(classifier: Classifier, reason: string, { t, inside }: Words = ENGLISH): string {
  return isTerms(classifier, reason) ? reason : inside(t(inWords(reason)));
}

/** `Reason: port congestion.`, `Terms: FCFS 7-3.`; null without a reason. */
export function reasonText(
  { classifier, reason }: { classifier: Classifier; reason: string | null },
  words: Words = ENGLISH,
): string | null {
  if (!reason) return null;
  const inside = claimReasonInside(classifier, reason, words);
  return words.t(isTerms(classifier, reason) ? 'Terms: {reason}.' : 'Reason: {reason}.', { reason: inside });
}
