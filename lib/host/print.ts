/** Prints a line for the person who started the process. Messages for machines go to the log. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
