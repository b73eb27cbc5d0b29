import { commandMany } from '#app/command-many.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { matchingExceptions } from '#db/queries/matching-exceptions.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { ADMIN } from '#tests/support/server.ts';
import { type Measured, percentiles, rowOf, timeOf } from './calls.ts';
import type { Filled } from './database.ts';

/** For a person who waits: until the preview says how many will change, and until all have changed. */
const PREVIEW_MS = 5_000;
const COMMAND_MS = 15_000;

const ASSIGN: ExceptionCommand = { act: 'assign', owner: 'person12@example.com' };
const RESOLVE: ExceptionCommand = { act: 'resolve', resolution: 'fixed', note: 'Together' };

/** Measures what one person does to as many exceptions as they may choose at once: the preview, two commands, and undoing them. */
export async function measureBulk({ databaseUrl }: Filled, note: (line: string) => void): Promise<Measured[]> {
  const db = openDatabase(databaseUrl, { max: 1 });
  const measured: Measured[] = [];
  for (const command of [ASSIGN, RESOLVE]) {
    for (const one of await measureCommand(db, command)) {
      measured.push(one);
      note(rowOf(one));
    }
  }
  await db.$client.end();
  return measured;
}

async function measureCommand(db: Database, command: ExceptionCommand): Promise<Measured[]> {
  const { ids } = await matchingExceptions(db, {});
  const name = `bulk: ${command.act} ${ids.length.toLocaleString('en-GB')}`;
  const row = (what: string, within: number, time: number): Measured => ({
    name: `${name}, ${what}`,
    within,
    cpu: null,
    work: null,
    ...percentiles([time]),
  });
  const preview = await timeOf(() => succeed(ids, command, true));
  let undo: Awaited<ReturnType<typeof commandMany>>['undo'] = [];
  const doing = await timeOf(async () => {
    undo = await succeed(ids, command, false);
  });
  const undoing = await timeOf(async () => {
    for (const batch of undo) await succeed(batch.ids, batch.command, false);
  });
  return [row('preview', PREVIEW_MS, preview), row('done', COMMAND_MS, doing), row('undone', COMMAND_MS, undoing)];
}

async function succeed(ids: readonly string[], command: ExceptionCommand, dryRun: boolean) {
  const { undo, problem } = await commandMany(ADMIN.email, ids, command, dryRun);
  if (problem !== undefined) throw new Error(problem);
  return undo;
}
