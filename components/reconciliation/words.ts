import type { RunListItem } from '#db/queries/runs.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Tone } from '../ui/chip.tsx';

/** The kinds of runs. */
export const SCOPES = { initial: 'Initial sync', incremental: 'Incremental sync', full: 'Full sync' } as const;

const PHASES = { event_log: 'the event log', list: 'lists', deletions: 'deleted objects' } as const;

type Stated = Pick<RunListItem, 'at' | 'finishedAt' | 'error' | 'missed' | 'refused'>;

/** The state of a run, and details if there are any. */
export function runState({ at, finishedAt, error, missed, refused }: Stated): {
  tone: Tone;
  word: string;
  more: string | null;
} {
  if (error) return { tone: 'late', word: 'Stopped', more: error };
  if (!finishedAt) return { tone: 'ok', word: 'Running', more: at && whereText(at) };
  if (refused?.length) return { tone: 'risk', word: 'In part', more: refused.map(rejectedText).join('; ') };
  if (missed > 0) return { tone: 'risk', word: 'Corrected', more: `${missed} missed` };
  return { tone: 'done', word: 'Done', more: null };
}

function rejectedText({ phase, kind, reason }: NonNullable<RunListItem['refused']>[number]): string {
  return `${kind?.replaceAll('_', ' ') ?? PHASES[phase]}: ${reason}`;
}

function whereText({ phase, kind }: NonNullable<RunListItem['at']>): string {
  return kind ? `reading ${PHASES[phase]}: ${kind.replaceAll('_', ' ')}` : `reading ${PHASES[phase]}`;
}

/** The page of an entity. */
export function entityHref(type: EntityType, id: string): string {
  if (type === 'party') return `/parties/${id}`;
  return `/${type.replaceAll('_', '-')}s/${id}`;
}
