import { respond } from '#lib/api/respond.ts';

export const dynamic = 'force-dynamic';

/** Whether this process answers at all. */
export function GET(): Response {
  return respond(200, { status: 'live' });
}
