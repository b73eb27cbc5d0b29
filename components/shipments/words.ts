import { lookup } from '#lib/model/lookup.ts';
import { MILESTONES, type MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { dayOf, parseMoment } from '#lib/model/time.ts';
import { dayText } from '../time/format.ts';

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

type Raised = { containerNumber: string | null; occurredText: string | null; place: Place | null };

/** Container, local day and place of an exception, as far as stated. */
export function exceptionDetails({ containerNumber, occurredText, place }: Raised): string {
  const moment = occurredText === null ? null : parseMoment(occurredText);
  return [containerNumber, moment && dayText(dayOf(moment)), place && placeText(place)].filter(Boolean).join(' · ');
}

/** `CNSHA Shanghai`, or name and country without a UN/LOCODE. */
export function placeText(place: Place): string {
  if (place.unlocode) return `${place.unlocode} ${place.name}`;
  return place.country ? `${place.name}, ${place.country}` : place.name;
}

export function milestoneLabel(code: MilestoneCode): string {
  return lookup<{ label: string }>(MILESTONES, code)?.label ?? inWords(code.toLowerCase());
}
