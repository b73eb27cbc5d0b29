import { respond } from '#lib/api/respond.ts';
import { handlers } from '#lib/auth/index.ts';
import { problem } from '#lib/problem.ts';

type Handler = (request: Parameters<typeof handlers.GET>[0]) => Promise<Response>;

/** What the sign-in library answers of all that it could: nothing here tells a cookie's holder who they are. */
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
