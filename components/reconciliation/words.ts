import type { RunListItem } from '#db/queries/runs.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Words } from '#lib/model/language.ts';
import { inWords } from '#lib/words/code-words.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import type { Tone } from '../ui/chip.tsx';

/** The kinds of runs. */
export const SCOPES = { initial: 'Initial sync', incremental: 'Incremental sync', full: 'Full sync' } as const;

/** What a run reads, alone, and with the kind of objects. */
const READING = {
  event_log: ['reading the event log', 'reading the event log: {kind}'],
  list: ['reading lists', 'reading lists: {kind}'],
  deletions: ['reading deleted objects', 'reading deleted objects: {kind}'],
} as const;

const PHASES = { event_log: 'the event log', list: 'lists', deletions: 'deleted objects' } as const;

type Stated = Pick<RunListItem, 'at' | 'finishedAt' | 'error' | 'missed' | 'refused'>;

/** The state of a run as an English label, and details for the reader if there are any. */
export function runState(
  { at, finishedAt, error, missed, refused }: Stated,
  words: Words = ENGLISH,
): { tone: Tone; word: string; more: string | null } {
  if (error) return { tone: 'late', word: 'Stopped', more: error };
  if (!finishedAt) return { tone: 'ok', word: 'Running', more: at && whereText(at, words) };
  if (refused?.length)
    return { tone: 'risk', word: 'In part', more: refused.map((one) => rejectedText(one, words)).join('; ') };
  if (missed > 0) return { tone: 'risk', word: 'Corrected', more: words.t('{n} missed', { n: missed }) };
  return { tone: 'done', word: 'Done', more: null };
}

type Part = NonNullable<RunListItem['refused']>[number];

function rejectedText({ phase, kind, reason }: Part, words: Words): string {
  const what = kind === null || kind === undefined ? words.t(PHASES[phase]) : kindText(kind, words);
  return words.t('{what}: {why}', { what, why: reason });
}

function whereText({ phase, kind }: NonNullable<RunListItem['at']>, words: Words): string {
  const [alone, ofKind] = READING[phase];
  return kind ? words.t(ofKind, { kind: kindText(kind, words) }) : words.t(alone);
}

/** `purchase order` */
function kindText(kind: string, { t, inside }: Words): string {
  return inside(t(inWords(kind)));
}

/** The page of an entity. */
export function entityHref(type: EntityType, id: string): string {
  if (type === 'party') return `/parties/${id}`;
  return `/${type.replaceAll('_', '-')}s/${id}`;
}
