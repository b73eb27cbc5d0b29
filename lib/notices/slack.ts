import type { Message } from './message.ts';

/** The body of a message to a Slack incoming webhook. */
export function slackBody(message: Message): string {
  return JSON.stringify({ text: slackText(message), unfurl_links: false });
}

/** The message in Slack's markup. Everything but the link is escaped, so that no text of a provider becomes a mention. */
export function slackText({ headline, explanation, facts, link, footer }: Message): string {
  const title = link ? `*<${escaped(link)}|${escaped(headline)}>*` : `*${escaped(headline)}*`;
  const lines = facts.map(({ label, value }) => `${escaped(label)}: ${escaped(value)}`);
  return [title, explanation && escaped(explanation), ...lines, `_${escaped(footer)}_`].filter(Boolean).join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
