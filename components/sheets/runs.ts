import type { RunListItem } from '#db/queries/runs.ts';
import type { Words } from '#lib/model/language.ts';
import { runState, SCOPES } from '../reconciliation/words.ts';
import { instantColumn, numberColumn, textColumn } from '../table/sheet.ts';
import { spanText } from '../time/format.ts';

/** A run with the title of its source. */
export type RunLine = RunListItem & { source: string };

const duration = (run: RunLine, words: Words) =>
  spanText(Date.parse(run.finishedAt ?? run.movedAt) - Date.parse(run.startedAt), words);

/** The columns of the list of runs. */
export const RUN_SHEET = {
  run: textColumn<RunLine>('run', 'Run', (run, { t }) => `${run.source}, ${t(SCOPES[run.scope])}`),
  state: textColumn<RunLine>('state', 'State', (run, { t }) => t(runState(run).word)),
  started: instantColumn<RunLine>('started', 'Started', (run) => run.startedAt),
  took: textColumn<RunLine>('took', 'Duration', duration),
  pages: numberColumn<RunLine>('pages', 'Pages', (run) => run.pages),
  read: numberColumn<RunLine>('read', 'Checked', (run) => run.read),
  changed: numberColumn<RunLine>('changed', 'Changed', (run) => run.changed),
  missed: numberColumn<RunLine>('missed', 'Missed', (run) => run.missed),
  gone: numberColumn<RunLine>('gone', 'Deleted', (run) => run.gone),
  corrected: numberColumn<RunLine>('corrected', 'Corrected', (run) => run.corrected),
  completed: numberColumn<RunLine>('completed', 'Completed', (run) => run.completed),
};
