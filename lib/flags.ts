import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from './errors.ts';

/** An invalid command line. The message names the mistake and ends with the usage; exit code 2. */
export class Misuse extends Error {
  override name = 'Misuse';
}

/** The exit code for an invalid command line. */
export const MISUSE_CODE = 2;

/** Parses a command line. Throws `Misuse` for unknown flags, missing values and extra arguments. */
export function readFlags<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs<Config & { strict: true }>({ ...config, strict: true });
  } catch (thrown) {
    throw new Misuse(`${messageOf(thrown)}\n\n${usage}`);
  }
}

/** A value as a number, 0 or more. Throws `Misuse` for anything else. */
export function readNumber(usage: string, name: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Misuse(`${name} must be a number, not "${text}"\n\n${usage}`);
}

/** Runs `read`; on an invalid command line prints the usage and exits. */
export function orExit<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof Misuse)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    process.exit(MISUSE_CODE);
  }
}

/** The positional numbers of a script; missing ones are `undefined`. */
export function readNumbers(usage: string, names: readonly string[]): (number | undefined)[] {
  const { positionals } = readFlags(usage, { allowPositionals: true });
  if (positionals.length > names.length)
    throw new Misuse(`Unexpected argument "${positionals[names.length]}"\n\n${usage}`);
  return names.map((name, at) => {
    const text = positionals[at];
    return text === undefined ? undefined : readNumber(usage, name, text);
  });
}
