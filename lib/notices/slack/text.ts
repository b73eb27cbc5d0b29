import type { Message } from '../message.ts';

/** The body of a message to a Slack incoming webhook. */
export function slackBody(message: Message): string {
  return JSON.stringify({ text: slackText(message), unfurl_links: false });
}

/** The message in Slack's markup. Everything but the links is escaped, so that no text of a provider becomes a mention. */
export function slackText({ headline, explanation, facts, link, footer }: Message): string {
  const title = `*${linked(headline, link)}*`;
  const lines = facts.map(factText);
  return [title, explanation && escaped(explanation), ...lines, `_${escaped(footer)}_`].filter(Boolean).join('\n');
}

/** A line of the message. */
export function factText({ label, value, link }: Message['facts'][number]): string {
  return `${linked(label, link)}: ${escaped(value)}`;
}

function linked(text: string, link: string | null | undefined): string {
  return link ? `<${escaped(link)}|${escaped(text)}>` : escaped(text);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
