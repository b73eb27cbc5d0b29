import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { readOpenLink, recordOpened } from '#lib/notices/open-links.ts';

type Context = { params: Promise<{ token: string }> };

/** Where the links of messages lead: counts that the message was opened, and leads on to the page. Only a signed path of this site. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { AUTH_SECRET } = env();
  const link = AUTH_SECRET ? readOpenLink((await params).token, AUTH_SECRET) : null;
  // The page is worth more than the count.
  if (link)
    await recordOpened(database(), link.id).catch((thrown: unknown) =>
      log.warn({ reason: messageOf(thrown) }, 'opening not counted'),
    );
  return new Response(null, {
    status: 303,
    headers: { location: link?.path ?? '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** A program that only looks whether the link works has not opened it. */
export async function HEAD(): Promise<Response> {
  return new Response(null, { status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
}
