/**
 * The class of an error says what to do next; it is decided where the error is thrown, never by reading its text.
 * Anything that is neither of these is a fault of ours or of the machine: it is retried, then a dead letter.
 */

/** The input can never be understood as it stands. Keep it, show it to an operator, do not retry. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** A delivery holds more events than one may: refuse it and keep nothing; its sender has to split it. */
export class TooManyEvents extends Error {
  override name = 'TooManyEvents';
  constructor(count: number, limit: number) {
    super(
      `The delivery holds ${count.toLocaleString('en-US')} events; ${limit.toLocaleString('en-US')} at most are taken`,
    );
  }
}

/** Something that we need is away for now. Try again later, count no attempt against the input. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** The configuration is wrong. `problems` holds one line for each mistake. */
export class Misconfigured extends Error {
  override name = 'Misconfigured';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
}
