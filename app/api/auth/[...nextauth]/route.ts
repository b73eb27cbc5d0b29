import { respond } from '#lib/api/respond.ts';
import { handlers } from '#lib/auth/index.ts';
import { problem } from '#lib/problem.ts';

type Handler = (request: Parameters<typeof handlers.GET>[0]) => Promise<Response>;

/** The routes of the sign-in library that are used: none of them reveals the user of a cookie. */
const ANSWERED = {
  GET: /\/(csrf|error|signin|callback\/oidc)$/,
  POST: /\/(signout|signin\/oidc|callback\/credentials)$/,
};

function only(paths: RegExp, handler: Handler): Handler {
  return async (request) =>
    paths.test(request.nextUrl.pathname) ? handler(request) : respond(404, problem(404, 'Page not found'));
}

export const GET = only(ANSWERED.GET, handlers.GET);
export const POST = only(ANSWERED.POST, handlers.POST);
