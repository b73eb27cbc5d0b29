/**
 * The class of an error determines what to do next; it is chosen where the error is thrown, never by its text. Any other error is
 * a fault of Fairlead or the machine: it is retried, and becomes a dead letter in the end.
 */

/** The input is malformed. Store it, show it to an operator, do not retry. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** A delivery has too many events. Reject it and store nothing; its sender has to split it. */
export class TooManyEvents extends Error {
  override name = 'TooManyEvents';
  constructor(count: number, limit: number) {
    super(
      `The delivery holds ${count.toLocaleString('en-US')} events; ${limit.toLocaleString('en-US')} at most are taken`,
    );
  }
}

/** A dependency is temporarily unavailable. Retry later, without counting an attempt of the input. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** The configuration is invalid. `problems` has one line for each mistake. */
export class Misconfigured extends Error {
  override name = 'Misconfigured';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The message of any thrown value. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
}
