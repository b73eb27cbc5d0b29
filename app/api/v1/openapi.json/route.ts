import { prepared } from '#lib/api/json-response.ts';
import { openApi } from '#lib/api/openapi.ts';

/** Needs no token: it says how to ask, and nothing of what the answers are. */
export const GET = prepared(openApi());
