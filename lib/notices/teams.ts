import type { Message } from './message.ts';

/** Teams documents a limit of 28 KB, and rejects some messages from 21 KB on. */
const MAX_BYTES = 20_000;

/**
 * The body of a message to the webhook of a Teams workflow: an Adaptive Card. Text is in text runs, which have no markup, so that no
 * text of a provider becomes a link or a mention.
 */
export function teamsBody(message: Message): string {
  for (let facts = message.facts; ; facts = facts.slice(0, -1)) {
    const body = JSON.stringify(envelopeOf({ ...message, facts }));
    if (facts.length === 0 || Buffer.byteLength(body) <= MAX_BYTES) return body;
  }
}

function envelopeOf(message: Message) {
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: cardOf(message) },
    ],
  };
}

function cardOf({ headline, explanation, facts, link, linkText, footer }: Message) {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    // The oldest version with all of this, for old clients.
    version: '1.4',
    fallbackText: headline,
    body: [
      lineOf({ text: headline, size: 'large', weight: 'bolder' }),
      ...(explanation ? [lineOf({ text: explanation })] : []),
      ...facts.map(({ label, value }) => lineOf({ text: `${label}: `, isSubtle: true }, { text: value })),
      lineOf({ text: footer, isSubtle: true, size: 'small' }),
    ],
    ...(link && { actions: [{ type: 'Action.OpenUrl', title: linkText ?? 'Open the shipment', url: link }] }),
  };
}

type Run = { text: string; size?: 'large' | 'small'; weight?: 'bolder'; isSubtle?: true };

function lineOf(...runs: Run[]) {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) };
}
