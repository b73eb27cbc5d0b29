import { z } from 'zod';
import { decodeCursor } from '#db/queries/paging.ts';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { type Problem, problem } from '#lib/problem.ts';
import { authorise } from './authorise.ts';
import { respond } from './respond.ts';

/** A request that the caller should mend; answered as it says. */
export class Refused extends Error {
  override name = 'Refused';
  readonly problem: Problem;
  constructor(status: number, detail: string, extension: Record<string, unknown> = {}) {
    super(detail);
    this.problem = { ...problem(status, detail), ...extension };
  }
}

type Context<Params> = { params: Promise<Params> };

/**
 * Makes a route of the REST API out of a function that returns its JSON: checks the bearer token first, answers what is
 * thrown as a problem, and never lets a stack trace out.
 */
export function route<Params>(answer: (request: Request, params: Params) => Promise<unknown>) {
  return async (request: Request, { params }: Context<Params>): Promise<Response> => {
    const refused = authorise(request);
    if (refused) return refused;
    try {
      return respond(200, await answer(request, await params));
    } catch (thrown) {
      if (thrown instanceof Refused) return respond(thrown.problem.status, thrown.problem);
      log.error({ err: thrown, path: new URL(request.url).pathname }, 'request failed');
      const away = thrown instanceof Misconfigured || /CONNECT|ECONN|57P0|08\d\d\d/.test(codeOf(thrown));
      if (away) return respond(503, problem(503, 'The database is away'), { 'retry-after': '5' });
      return respond(500, problem(500, 'Something went wrong here; it was logged'));
    }
  };
}

function codeOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(cause);
}

/** Parses the query string. Throws `Refused` 400 that names each parameter and what is wrong with it. */
export function query<Shape extends z.ZodType>(request: Request, shape: Shape): z.infer<Shape> {
  const parsed = shape.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ parameter: issue.path.join('.'), detail: issue.message }));
  throw new Refused(400, errors.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; '), { errors });
}

/** A path id. Throws `Refused` 404 for what cannot be one, so that a stranger's text never reaches the database. */
export function uuid(text: string): string {
  if (!z.guid().safeParse(text).success) throw new Refused(404, 'There is nothing with this id');
  return text;
}

/** How long a page of a list is and where it starts. A cursor that the list did not hand out is refused. */
export function paging(list: Parameters<typeof decodeCursor>[1]) {
  const isOurs = (cursor: string) => decodeCursor(cursor, list) !== null;
  return {
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(1_000).refine(isOurs, 'is not a cursor of this list').optional(),
  };
}
