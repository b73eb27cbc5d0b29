import type { z } from 'zod';
import { type CommandOutcome, commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import type { exceptionsCommandSchema } from '#lib/model/exception-command.ts';
import { tellCommand } from '#lib/pipeline/tell-exceptions.ts';
import { runtime } from '#lib/runtime.ts';

/** Does what a person or program commands to exceptions; open pages show it at once. A dry run changes nothing. `by`: an e-mail address or a token's name. */
export async function commandFor(
  by: string,
  { ids, dryRun, ...command }: z.output<typeof exceptionsCommandSchema>,
): Promise<CommandOutcome[]> {
  const { sql } = await runtime();
  return commandExceptions(sql, by, ids, command, tellCommand, dryRun);
}
