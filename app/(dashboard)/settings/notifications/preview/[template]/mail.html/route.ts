import { requireUser } from '#lib/auth/require-user.ts';
import { respondMail } from '#lib/net/respond-mail.ts';
import { previewOf, TEMPLATES } from '#lib/notices/preview.ts';
import { runtime } from '#lib/runtime.ts';

/** The HTML of a preview, for a frame. */
export async function GET(_request: Request, { params }: { params: Promise<{ template: string }> }): Promise<Response> {
  await requireUser();
  const { template: key } = await params;
  const template = TEMPLATES.find((one) => one.key === key);
  const { sql, notifier } = await runtime();
  const preview = template ? await previewOf(sql, notifier.settings, template) : null;
  return preview ? respondMail(preview.html) : new Response('There is no such preview.', { status: 404 });
}
