import { expect, it } from 'vitest';
import { newTotpSecret, totpCode, totpStep, totpUri } from './totp.ts';

/** RFC 6238, appendix B: the secret `12345678901234567890` of SHA-1 in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Its seconds since 1970 and codes of eight digits; ours have the last six (RFC 4226, 5.3). */
const VECTORS: [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

it.each(VECTORS)('the code of RFC 6238 at %i s ends %s', (seconds, code) => {
  expect(totpCode(SECRET, seconds * 1_000)).toBe(code.slice(-6));
  expect(totpStep(SECRET, code.slice(-6), seconds * 1_000)).toBe(Math.floor(seconds / 30));
});

it('a code is valid one step of 30 s before and after, and no longer', () => {
  const at = 1_111_111_110_000;
  const step = at / 30_000;
  const code = totpCode(SECRET, at);
  expect([-60, -30, -1, 0, 29, 30, 59, 60].map((seconds) => totpStep(SECRET, code, at + seconds * 1_000))).toEqual([
    null,
    step,
    step,
    step,
    step,
    step,
    step,
    null,
  ]);
});

it('other texts are no codes', () => {
  for (const text of ['', '12345', '1234567', 'abcdef', '287 082', '94287082'])
    expect(totpStep(SECRET, text, 59_000)).toBeNull();
});

it('a new secret has 160 bits, and apps read it with the account from an address', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, 'ada@example.com'));
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(uri.pathname)).toBe('/Fairlead:ada@example.com');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'Fairlead', digits: '6', period: '30' });
});
