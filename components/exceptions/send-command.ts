import type { ExceptionState } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';

/** What a command did, or would do, to one exception; `reason` says why it was not applied, `before` how it was. */
export type Outcome = {
  id: string;
  outcome: 'applied' | 'unchanged' | 'refused';
  reason: string | null;
  before: ExceptionState | null;
};

/** The outcomes of a command, or in words why it was not done. */
export type CommandAnswer = { outcomes: Outcome[] } | { problem: string };

/** Sends a command for some exceptions; a dry run changes nothing. */
export async function sendCommand(
  ids: readonly string[],
  command: ExceptionCommand,
  dryRun = false,
): Promise<CommandAnswer> {
  try {
    const response = await fetch('/api/v1/exceptions/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ids, ...command, ...(dryRun && { dryRun }) }),
    });
    if (response.status === 401) window.location.reload();
    const body: { data?: Outcome[]; detail?: string; title?: string } = await response.json();
    if (response.ok && body.data) return { outcomes: body.data };
    return { problem: body.detail ?? body.title ?? 'The server refused it.' };
  } catch {
    return { problem: 'The server cannot be reached. Nothing is known to have changed.' };
  }
}
