import type { Mistake } from '#lib/model/mistake.ts';
import { type Problem, problem } from '#lib/problem.ts';

/** A mistake in a request, answered with this status and problem. */
export class HttpError extends Error {
  override name = 'Refused';
  readonly problem: Problem;
  constructor(status: number, detail: string, extension: Record<string, unknown> = {}) {
    super(detail);
    this.problem = { ...problem(status, detail), ...extension };
  }
}

/** The answer 422 to a body with a mistake that its schema cannot see, with a pointer to the field. */
export function unprocessable({ field, message }: Mistake): HttpError {
  if (field === null) return new HttpError(422, message);
  const pointer = `#/${field}`;
  return new HttpError(422, `${pointer}: ${message}`, { errors: [{ pointer, detail: message }] });
}
