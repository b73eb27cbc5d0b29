import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmac, matchingText } from './signature.ts';

it.each(['sha1', 'sha256'] as const)('equals the HMAC of Node, with %s', (algorithm) => {
  const text = fc.oneof(
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc.constantFrom('', 'k'.repeat(64), 'k'.repeat(65)),
  );
  fc.assert(
    fc.property(text, fc.uint8Array({ maxLength: 5_000 }), (secret, body) => {
      expect(hmac(algorithm, secret, body)).toEqual(createHmac(algorithm, secret).update(body).digest());
    }),
  );
});

it('equals RFC 4231, case 2', () => {
  const body = Buffer.from('what do ya want for nothing?');
  expect(hmac('sha256', 'Jefe', body).toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

it('matches equal text, and none with the same start only', () => {
  expect(matchingText('token', ['other', 'token'])).toBe(1);
  expect(matchingText('token', ['tok', 'token-and-more', ''])).toBe(-1);
});
