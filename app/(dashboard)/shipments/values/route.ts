import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { SUGGESTED_FILTERS, suggestValues } from '#db/queries/shipment-values.ts';
import { currentUser } from '#lib/auth/require-user.ts';

const query = z.object({
  of: z.enum(SUGGESTED_FILTERS),
  start: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u),
});

/** The values of a filter that begin with a text, as JSON, for the field in which it is typed. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const parsed = query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!parsed.success) return new Response(null, { status: 400 });
  const { of, start } = parsed.data;
  return Response.json(await suggestValues(database(), of, start), {
    headers: { 'cache-control': 'private, no-store' },
  });
}
