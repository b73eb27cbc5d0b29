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
