import { describe, expect, it } from 'vitest';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts';

const SECRET = 'a-secret-of-at-least-32-characters-0001';
const SUBJECT = { recipientId: '5b9cdb2e-7f0c-4f6c-9a3e-6f2d3a1b7c55', targetKey: 'ab'.repeat(32) };
const token = unsubscribeToken(SUBJECT, SECRET);

describe('the token of a link to unsubscribe', () => {
  it('names its rule and address, and fits into a line of a header', () => {
    expect(readUnsubscribeToken(token, SECRET)).toEqual(SUBJECT);
    expect(token).toMatch(/^[\w-]{80,90}$/);
  });

  it('is not valid with another secret', () => {
    expect(readUnsubscribeToken(token, `${SECRET}x`)).toBeNull();
  });

  it('is not valid with any other character in any place', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(readUnsubscribeToken(changed, SECRET), changed).toBeNull();
    }
  });

  it.each(['', 'x', token.slice(0, -1), `${token}A`, `${token.slice(0, -1)}=`, 'ä'.repeat(token.length)])(
    '%j is none',
    (text) => {
      expect(readUnsubscribeToken(text, SECRET)).toBeNull();
    },
  );
});
