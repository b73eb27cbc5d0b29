import { lookup } from '#lib/model/lookup.ts';
import { MILESTONES, type MilestoneCode } from '#lib/model/milestone.ts';

/** `port_strike_delay` as text: `Port strike delay`. */
export function inWords(snake: string): string {
  const words = snake.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The text of an exception: the milestone, and the reason if there is one. */
export function exceptionText({ code, reason }: { code: MilestoneCode; reason: string | null }): string {
  const label = milestoneLabel(code);
  if (!reason) return label;
  const why = inWords(reason);
  return why.toLowerCase().includes(label.toLowerCase()) ? why : `${label}: ${why.toLowerCase()}`;
}

/** The name of a milestone. */
export function milestoneLabel(code: MilestoneCode): string {
  return lookup<{ label: string }>(MILESTONES, code)?.label ?? inWords(code.toLowerCase());
}
