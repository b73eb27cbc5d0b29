import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { respondMail } from '#lib/net/respond-mail.ts';
import { previewOf, TEMPLATES } from '#lib/notices/preview.ts';
import { runtime } from '#lib/runtime.ts';

/** The HTML of a preview about the shipment in the query, for a frame. */
export async function GET(request: Request, { params }: { params: Promise<{ template: string }> }): Promise<Response> {
  await requireUser();
  const { template: key } = await params;
  const template = TEMPLATES.find((one) => one.key === key);
  const shipment = z.uuid().safeParse(new URL(request.url).searchParams.get('shipment'));
  const { sql, notifier } = await runtime();
  const preview =
    template && shipment.success ? await previewOf(sql, notifier.settings, template, shipment.data) : null;
  if (preview) return respondMail(preview.html);
  return new Response((await readWords()).t('There is no such preview.'), { status: 404 });
}
