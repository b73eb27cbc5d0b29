import { readWords } from '#app/words.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { readDemoMessage } from '#lib/demo/read-mailbox.ts';
import { env } from '#lib/env.ts';
import { respondMail } from '#lib/net/respond-mail.ts';

/** The HTML of a message that the demo received, for a frame. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  await requireUser();
  const message = await readDemoMessage(env().raw, (await params).id);
  if (!message?.html) return new Response((await readWords()).t('This message is no longer kept.'), { status: 404 });
  return respondMail(message.html);
}
