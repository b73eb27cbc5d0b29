import type { Words } from '#lib/model/language.ts';
import { MILESTONES } from '#lib/model/milestone.ts';
import { inWords } from './code-words.ts';

/** The longest first: one may begin with another. */
const LABELS = Object.values(MILESTONES)
  .map(({ label }) => label)
  .sort((a, b) => b.length - a.length);

const CONFLICT = /^Data conflict: (.+), but the provider's status is "(.*)"$/;
const PART = /^(.+); in part: (\d+) of (\d+) containers (.+)$/;
const STATED = /^The provider's status is "(.*)"$/;

/** Why a shipment has its status in the language of the reader; it is stored in English. Unknown texts stay as they are. */
export function statusReason(reason: string, words: Words): string {
  if (words.language === 'en') return reason;
  return conflict(reason, words) ?? inPart(reason, words) ?? stated(reason, words) ?? proven(reason, words);
}

/** `Data conflict: Departed CNSHA Shanghai, but the provider's status is "booked"` */
function conflict(reason: string, words: Words): string | null {
  const [found, why = '', status = ''] = CONFLICT.exec(reason) ?? [];
  if (found === undefined) return null;
  return words.t('Data conflict: {reason}, but the provider\'s status is "{status}"', {
    reason: statusReason(why, words),
    status: words.t(inWords(status)),
  });
}

/** `Departed CNSHA Shanghai; in part: 2 of 5 containers delivered, 1 arrived` */
function inPart(reason: string, words: Words): string | null {
  const [found, why = '', n = '', total = '', parts = ''] = PART.exec(reason) ?? [];
  if (found === undefined) return null;
  const [first = '', ...others] = parts.split(', ');
  const ahead = words.t('{reason}; in part: {n} of {total} containers {stage}', {
    ...{ reason: statusReason(why, words), n, total },
    stage: words.t(first),
  });
  return words.list([ahead, ...others.map((part) => stageCount(part, words))]);
}

/** `1 arrived` */
function stageCount(part: string, { t }: Words): string {
  const [n = '', ...stage] = part.split(' ');
  return t('{n} {stage}', { n, stage: t(stage.join(' ')) });
}

function stated(reason: string, { t }: Words): string | null {
  const status = STATED.exec(reason)?.[1];
  return status === undefined ? null : t('The provider\'s status is "{status}"', { status: t(inWords(status)) });
}

/** `Departed CNSHA Shanghai` */
function proven(reason: string, { t }: Words): string {
  const label = LABELS.find((one) => reason === one || reason.startsWith(`${one} `));
  return label === undefined ? t(reason) : t(label) + reason.slice(label.length);
}

/** Why an exception is over, which is stored in English too: `Loaded on board ESALG`, `Free time extended to 2026-03-12`. */
export function endReason(reason: string, words: Words): string {
  if (words.language === 'en') return reason;
  const day = /^Free time extended to (\d{4}-\d\d-\d\d)$/.exec(reason)?.[1];
  return day === undefined ? proven(reason, words) : words.t('Free time extended to {day}', { day: words.day(day) });
}
