import type { Message } from './message.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Colours of the light theme are inline, for clients that drop style sheets; this changes them in a dark one. */
const DARK = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: #101418 !important; }
    .card { background-color: #1a2026 !important; border-color: #323b44 !important; }
    .ink { color: #e8edf2 !important; }
    .dim { color: #a3afbb !important; }
    .link { background-color: #8ab8ff !important; color: #0b1a2e !important; }
  }`;

/**
 * The HTML of a message: tables and inline styles, readable in light and dark and from 360 px of width. `unsubscribe` is the
 * address of a page.
 */
export function htmlOf(message: Message, unsubscribe?: string): string {
  const { subject, headline, explanation, facts, link, linkText, actions, footer } = message;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>${DARK}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f2f4f6;${FONT}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f2f4f6">
<tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background-color:#ffffff;border:1px solid #d9dee3;border-radius:8px">
<tr><td style="padding:20px 20px 4px">
<h1 class="ink" style="margin:0;font-size:20px;line-height:26px;font-weight:600;color:#14191f;overflow-wrap:anywhere">${escaped(headline)}</h1>
${explanation ? `<p class="ink" style="margin:10px 0 0;font-size:15px;line-height:22px;color:#14191f">${escaped(explanation)}</p>` : ''}
</td></tr>
<tr><td style="padding:12px 20px 8px">
<table width="100%" cellpadding="0" cellspacing="0" border="0">
${facts.map(rowOf).join('\n')}
</table>
</td></tr>
${link ? buttonOf(link, linkText ?? 'Open the shipment') : ''}
${actions?.length ? actionsOf(actions) : ''}
<tr><td class="dim" style="padding:12px 20px 20px;font-size:13px;line-height:19px;color:#5b6670">${escaped(footer)}${unsubscribe ? ` ${unsubscribeOf(unsubscribe)}` : ''}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function rowOf({ label, value, link }: Message['facts'][number]): string {
  const name = link
    ? `<a href="${escaped(link)}" class="dim" style="color:#5b6670">${escaped(label)}</a>`
    : escaped(label);
  return `<tr>
<th scope="row" align="left" valign="top" class="dim" style="padding:5px 12px 5px 0;width:110px;font-size:13px;line-height:20px;font-weight:400;color:#5b6670">${name}</th>
<td valign="top" class="ink" style="padding:5px 0;font-size:15px;line-height:20px;color:#14191f;overflow-wrap:anywhere">${escaped(value)}</td>
</tr>`;
}

function actionsOf(actions: NonNullable<Message['actions']>): string {
  const links = actions.map(
    ({ text, link }) =>
      `<a href="${escaped(link)}" class="ink" style="color:#14191f;white-space:nowrap">${escaped(text)}</a>`,
  );
  return `<tr><td class="dim" style="padding:4px 20px 8px;font-size:15px;line-height:28px;color:#5b6670">${links.join(' &nbsp;·&nbsp; ')}</td></tr>`;
}

function unsubscribeOf(page: string): string {
  return `<a href="${escaped(page)}" class="dim" style="color:#5b6670;text-decoration:underline">Unsubscribe</a>`;
}

function buttonOf(link: string, text: string): string {
  return `<tr><td style="padding:8px 20px 8px">
<a href="${escaped(link)}" class="link" style="display:inline-block;padding:10px 16px;border-radius:6px;background-color:#1257b8;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${escaped(text)}</a>
</td></tr>`;
}
