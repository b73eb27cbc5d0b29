import { answer } from '#lib/api/answer.ts';
import { openApi } from '#lib/api/openapi.ts';

/** Needs no token: it says how to ask, and nothing of what the answers are. */
export function GET(request: Request): Response {
  return answer(request, openApi());
}
