import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { database } from '#db/client.ts';
import { readDeliveryBody } from '#db/queries/delivery.ts';
import { requireUser } from '#lib/auth/require-user.ts';

/** The exact bytes of a delivery, as a download: they come from outside, so browsers must not show them as a page. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  await requireUser();
  const id = z.uuid().safeParse((await params).id);
  const body = id.success ? await readDeliveryBody(database(), id.data) : null;
  const { t } = await readWords();
  if (!body) return new Response(t('No body is stored for this webhook.'), { status: 404 });
  if (!(body instanceof Uint8Array)) return new Response(`${t(body.problem)}.`, { status: 503 });
  return new Response(Buffer.from(body), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${id.data}.json"`,
      'x-content-type-options': 'nosniff',
    },
  });
}
