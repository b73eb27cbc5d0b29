import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { MILESTONES, type MilestoneCode } from '#lib/model/milestone.ts';
import { ENGLISH } from './words-of.ts';

/** `port_strike_delay` as text: `Port strike delay`. */
export function inWords(snake: string): string {
  const words = snake.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The text of an exception: the milestone, and the reason if there is one. */
export function exceptionText(
  { code, reason }: { code: MilestoneCode; reason: string | null },
  words: Words = ENGLISH,
): string {
  const label = milestoneLabel(code, words);
  if (!reason) return label;
  const why = inWords(reason);
  const covers = why.toLowerCase().includes(milestoneLabel(code).toLowerCase());
  return covers ? words.t(why) : words.t('{label}: {text}', { label, text: words.inside(words.t(why)) });
}

/** The name of a milestone. */
export function milestoneLabel(code: MilestoneCode, { t }: Words = ENGLISH): string {
  return t(lookup<{ label: string }>(MILESTONES, code)?.label ?? inWords(code.toLowerCase()));
}
