let isGuarded = false;

/**
 * Prints a line for the person who started the process. Messages for machines go to the log. A line that cannot be written is
 * dropped, as in the log.
 */
export function print(line: string): void {
  if (!isGuarded) process.stdout.on('error', () => {});
  isGuarded = true;
  process.stdout.write(`${line}\n`);
}
