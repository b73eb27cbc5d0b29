import { expect, it } from 'vitest';
import type { Message } from './message.ts';
import { teamsBody } from './teams.ts';

const MESSAGE: Message = {
  subject: 'Arrived: FLEX-1',
  headline: 'FLEX-1 arrived',
  explanation: null,
  facts: [{ label: 'Customer', value: '[Harbour](https://evil.example) **Home** <at>all</at>' }],
  link: 'https://fairlead.example.com/shipments/1',
  footer: 'You receive this because of the rule “Imports”.',
};
const cardOf = (message: Message) => JSON.parse(teamsBody(message)).attachments[0].content;

it('a card has a line for each fact, in text runs, which have no markup', () => {
  const { version, body, actions } = cardOf(MESSAGE);
  expect(version).toBe('1.4');
  expect(body.map(({ type }: { type: string }) => type)).toEqual(Array(3).fill('RichTextBlock'));
  expect(body[1].inlines).toEqual([
    { type: 'TextRun', text: 'Customer: ', isSubtle: true },
    { type: 'TextRun', text: MESSAGE.facts[0]?.value },
  ]);
  expect(actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open the shipment', url: MESSAGE.link }]);
});

it('a card without a link has no action', () => {
  expect(cardOf({ ...MESSAGE, link: null })).not.toHaveProperty('actions');
});

it('a card is never larger than Teams accepts: the last facts are left out', () => {
  const facts = Array.from({ length: 60 }, (_, at) => ({ label: `Fact ${at}`, value: '港'.repeat(200) }));
  const body = teamsBody({ ...MESSAGE, facts });
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
  expect(body).toContain('Fact 0');
  expect(body).toContain(MESSAGE.footer);
  expect(body).not.toContain('Fact 59');
});
