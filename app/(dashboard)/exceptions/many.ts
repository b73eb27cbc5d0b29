'use server';
import { z } from 'zod';
import { commandMany, type ManyDone } from '#app/command-many.ts';
import { readWords } from '#app/words.ts';
import { database } from '#db/client.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { matchingExceptions } from '#db/queries/matching-exceptions.ts';
import { requireUser, userWithRole } from '#lib/auth/require-user.ts';
import { MAX_EXCEPTIONS_MATCHING } from '#lib/model/exception-act.ts';
import { exceptionCommandSchema } from '#lib/model/exception-command.ts';
import { readAddress } from '../records.ts';

/** The exceptions that match the query string of the inbox, on all of its pages. */
export async function findMatching(search: string): Promise<{ ids: string[]; isCut: boolean }> {
  await requireUser();
  const { filter } = readAddress(EXCEPTIONS, Object.fromEntries(new URLSearchParams(String(search))));
  return matchingExceptions(database(), filter);
}

const schema = z.object({
  ids: z.array(z.uuid()).max(MAX_EXCEPTIONS_MATCHING),
  command: exceptionCommandSchema,
  dryRun: z.boolean(),
});

/** Does what the signed-in user commands to many exceptions; a dry run only says what would happen. */
export async function commandMatching(given: z.input<typeof schema>): Promise<ManyDone> {
  const user = await userWithRole('operator');
  if (!user) return { tallies: [], undo: [], problem: 'This needs the role of an operator.' };
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { tallies: [], undo: [], problem: 'This is not a command for exceptions.' };
  const { ids, command, dryRun } = parsed.data;
  return commandMany(user.email, ids, command, dryRun, await readWords());
}
