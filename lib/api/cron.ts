import { authoriseCron } from './authorise.ts';
import { errorResponse } from './error-response.ts';
import { respond } from './respond.ts';

/** Makes the route of a job that a scheduler calls with `CRON_SECRET`, by GET or POST. Answers with the job's result. */
export function serveCron(work: () => Promise<object>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return authoriseCron(request) ?? respond(200, await work());
    } catch (thrown) {
      return errorResponse(thrown, request);
    }
  };
}
