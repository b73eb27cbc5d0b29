import { z } from 'zod';
import { database } from '#db/client.ts';
import { getTimeline } from '#db/queries/shipments.ts';
import { currentUser } from '#lib/auth/require-user.ts';

/** The timeline as JSON, which its page refetches. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return new Response(null, { status: 404 });
  return Response.json(await getTimeline(database(), id.data), { headers: { 'cache-control': 'private, no-store' } });
}
