import type { Words } from '#lib/model/language.ts';
import { MILESTONES } from '#lib/model/milestone.ts';
import { inWords } from './code-words.ts';

/** The labels of milestones, the longest first: a reason begins with one, and `Arrived at port` does so with `Arrived` too. */
const LABELS = Object.values(MILESTONES)
  .map(({ label }) => label)
  .sort((a, b) => b.length - a.length);

/** The reason of a status, which `lib/projections/status.ts` wrote in English, in the language of the reader; an unknown one as it is. */
export function statusReason(reason: string, words: Words): string {
  const { t } = words;
  if (words.language === 'en') return reason;
  const conflict = /^Data conflict: (.*)$/.exec(reason);
  if (conflict) return t('Data conflict: {reason}', { reason: statusReason(conflict[1] ?? '', words) });
  const [, proven, status = ''] = /^(.*), but the provider's status is "(.*)"$/.exec(reason) ?? [];
  if (proven !== undefined)
    return t('{reason}, but the provider\'s status is "{status}"', { reason: statusReason(proven, words), status });
  const [, whole, parts = ''] = /^(.*); in part: (.*)$/.exec(reason) ?? [];
  if (whole !== undefined)
    return t('{reason}; in part: {parts}', { reason: statusReason(whole, words), parts: partsText(parts, words) });
  const [, reported] = /^The provider's status is "(.*)"$/.exec(reason) ?? [];
  if (reported !== undefined) return t('The provider\'s status is "{status}"', { status: reported });
  const label = LABELS.find((one) => reason === one || reason.startsWith(`${one} `));
  return label === undefined ? t(reason) : t(label) + reason.slice(label.length);
}

/** `2 of 4 containers delivered, 1 arrived`: how many containers are how far. */
function partsText(parts: string, words: Words): string {
  const stageOf = (text: string) => words.inside(words.t(inWords(text)));
  const texts = parts.split(', ').map((part) => {
    const [, n = '', total = '', stage] = /^(\d+) of (\d+) containers (.+)$/.exec(part) ?? [];
    if (stage !== undefined) return words.t('{n} of {total} containers {stage}', { n, total, stage: stageOf(stage) });
    const [, count = '', label = ''] = /^(\d+) (.+)$/.exec(part) ?? [];
    return label === '' ? part : `${count} ${stageOf(label)}`;
  });
  return texts.join(', ');
}
