/** Says a line to the person who started the process. What machines read goes to the log. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
