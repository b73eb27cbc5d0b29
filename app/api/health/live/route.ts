import { respond } from '#lib/api/respond.ts';

export const dynamic = 'force-dynamic';

/** Answers 200 if this process runs. */
export function GET(): Response {
  return respond(200, { status: 'live' });
}
