import { actBySlack } from '#app/act-by-slack.ts';
import { errorResponse } from '#lib/api/error-response.ts';
import { respond } from '#lib/api/respond.ts';
import { env } from '#lib/env.ts';
import { readRequest } from '#lib/net/read-body.ts';
import { answerPress } from '#lib/notices/slack/answer-press.ts';
import { readPress } from '#lib/notices/slack/read-press.ts';
import { isSignedBySlack } from '#lib/notices/slack/signature.ts';
import { problem } from '#lib/problem.ts';

/** Receives the buttons that people press in Slack. Slack shows an error unless it is answered 200 within three seconds. */
export async function POST(request: Request): Promise<Response> {
  const read = await readRequest(request);
  if (!read.ok) return respond(read.status, problem(read.status, read.reason));
  const { SLACK_SIGNING_SECRET, SLACK_API_URL } = env();
  if (!SLACK_SIGNING_SECRET || !isSignedBySlack(request.headers, read.body, SLACK_SIGNING_SECRET))
    return respond(401, problem(401, 'A signature with SLACK_SIGNING_SECRET is needed, of the last five minutes'));
  const press = readPress(read.body);
  if (!press) return respond(422, problem(422, 'This is no button of a message of Fairlead. Nothing was changed'));
  try {
    await answerPress(press, await actBySlack(press), SLACK_API_URL);
    return new Response(null, { status: 200 });
  } catch (thrown) {
    return errorResponse(thrown, request);
  }
}
