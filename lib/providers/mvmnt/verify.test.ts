import { describe, expect, it } from 'vitest';
import { verify } from './verify.ts';

const current = 'whk_9hT2-current';
const previous = 'whk_4pQ7-previous';
const body = new TextEncoder().encode('{}');

describe('the token of a delivery', () => {
  it('passes with the current token and, during a rotation, with the previous one', () => {
    expect(verify({ 'x-api-key': current }, body, [current])).toEqual({ ok: true, secret: current });
    expect(verify({ 'x-api-key': previous }, body, [current, previous])).toEqual({ ok: true, secret: previous });
  });

  it.each([
    ['missing', {}],
    ['empty', { 'x-api-key': '' }],
    ['no token that is valid', { 'x-api-key': previous }],
    ['no token that is valid', { 'x-api-key': current.slice(0, -1) }],
    ['no token that is valid', { 'x-api-key': current.toUpperCase() }],
    ['no token that is valid', { 'x-api-key': `${current}, ${current}` }],
    ['no token that is valid', { 'x-api-key': '\u{1F69A}'.repeat(5000) }],
    ['missing', { 'X-API-KEY': current }],
    ['missing', { authorization: `Bearer ${current}` }],
  ])('is rejected with a reason: %s', (words, headers: Record<string, string>) => {
    const result = verify(headers, body, [current]);
    expect(result).toEqual({ ok: false, reason: expect.stringContaining(words) });
    expect(JSON.stringify(result)).not.toContain(current);
  });

  it('is rejected if no token is configured, and an empty one counts as none', () => {
    expect(verify({ 'x-api-key': current }, body, [])).toMatchObject({ ok: false });
    expect(verify({ 'x-api-key': '' }, body, [''])).toMatchObject({ ok: false });
    expect(verify({ 'x-api-key': 'x' }, body, [''])).toMatchObject({ ok: false });
  });
});
