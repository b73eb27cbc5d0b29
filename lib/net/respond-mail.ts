/** The policy of an e-mail: it runs nothing, loads nothing, and only pages of this server frame it. Its links can be opened. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** The HTML of an e-mail as an answer for a frame. Its links open in another tab, as in a mail program. */
export function respondMail(html: string): Response {
  return new Response(html.replace(/<head[^>]*>/i, '$&<base target="_blank">'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': MAIL_POLICY,
      'cache-control': 'no-store',
    },
  });
}
