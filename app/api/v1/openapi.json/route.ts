import { prepared } from '#lib/api/json-response.ts';
import { openApi } from '#lib/api/openapi.ts';

/** Public: it describes the API and contains no data. */
export const GET = prepared(openApi());
