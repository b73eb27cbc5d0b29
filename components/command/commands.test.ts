import { describe, expect, it } from 'vitest';
import { wordsIn } from '#lib/words/translate.ts';
import { commandsFor } from './commands.ts';

const context = { wanted: null, rights: { submitsBookings: true, isAdmin: true } };
const NOTHING = { shipments: [], records: [] };
const found = (text: string, language: 'en' | 'de' | 'zh') =>
  commandsFor(text, context, NOTHING, wordsIn(language)).map(({ label }) => label);

describe('commands', () => {
  it('are found by parts of their name in the language of the user', () => {
    expect(found('ship late', 'en')).toEqual(['Shipments: late']);
    expect(found('send verspätet', 'de')).toEqual(['Sendungen: Verspätet']);
    expect(found('货件 延误', 'zh')).toEqual(['货件：延误']);
  });

  it('are found by their English name too', () => {
    expect(found('dark theme', 'de')).toEqual(['Dunkles Design']);
    expect(found('webhook log', 'zh')).toEqual(['Webhook 日志']);
    expect(found('dunkles design', 'en')).toEqual([]);
  });

  it('are all there without a text', () => {
    expect(found('', 'de')).toHaveLength(found(' ', 'en').length);
  });
});
