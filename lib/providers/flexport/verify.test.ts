import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifier } from './verify.ts';

/** The published example. */
const SECRET = 'whsec-test';
const BODY = Buffer.from('{"_object":"/event","id":1,"type":"/shipment_leg#departed"}');
const SHA256 = 'd603819194f0ee22da3877bc41514a3aa40df58a01c1b9f754160aac5beef198';
const SHA1 = '6fceb676086903f3314daa4c0ac6a3e94b05f098';
const STRONG = 'x-hub-signature-256';
const PLAIN = 'x-hub-signature';

const verify = verifier();
const check = (headers: Record<string, string>, secrets = [SECRET]) => verify(headers, BODY, secrets);
const refusal = (reason: string) => ({ ok: false, reason });

describe('a signature that is accepted', () => {
  it.each([
    ['SHA-256 with prefix in its own header', { [STRONG]: `sha256=${SHA256}` }],
    ['bare SHA-256 in its own header', { [STRONG]: SHA256 }],
    ['SHA-1 with prefix', { [PLAIN]: `sha1=${SHA1}` }],
    ['bare SHA-1', { [PLAIN]: SHA1 }],
    ['SHA-256 with prefix in the plain header', { [PLAIN]: `sha256=${SHA256}` }],
    ['bare SHA-256 in the plain header', { [PLAIN]: SHA256 }],
    ['upper-case digits', { [STRONG]: `sha256=${SHA256.toUpperCase()}` }],
    ['spaces around', { [STRONG]: ` ${SHA256} ` }],
    ['the strong header right, the plain one wrong', { [STRONG]: SHA256, [PLAIN]: 'sha1=0000' }],
  ])('%s', (_, headers) => {
    expect(check(headers)).toEqual({ ok: true, secret: SECRET });
  });

  it('is made with either of two secrets during a rotation', () => {
    expect(check({ [STRONG]: SHA256 }, ['new-secret', SECRET])).toEqual({ ok: true, secret: SECRET });
    expect(check({ [STRONG]: SHA256 }, [SECRET, 'old-secret'])).toEqual({ ok: true, secret: SECRET });
  });
});

describe('a signature that is rejected', () => {
  const wrong = 'the signature does not match the body';
  it.each([
    ['no header', {}, 'the signature header is missing'],
    ['another header', { 'x-signature': SHA256 }, 'the signature header is missing'],
    ['the strong header empty', { [STRONG]: '' }, 'the X-Hub-Signature-256 header is empty'],
    ['the plain header empty', { [PLAIN]: '  ' }, 'the X-Hub-Signature header is empty'],
    ['a wrong digest', { [STRONG]: SHA256.replace('d', 'e') }, wrong],
    ['a wrong SHA-1', { [PLAIN]: `sha1=${SHA1.replace('6', '7')}` }, wrong],
    ['a wrong strong header with a valid plain one', { [STRONG]: '0'.repeat(64), [PLAIN]: SHA1 }, wrong],
    ['an empty strong header with a valid plain one', { [STRONG]: '', [PLAIN]: SHA1 }, 'is empty'],
    ['SHA-1 in the strong header', { [STRONG]: `sha1=${SHA1}` }, 'has an unknown algorithm'],
    ['bare SHA-1 in the strong header', { [STRONG]: SHA1 }, 'has the wrong length'],
    ['a truncated digest', { [STRONG]: `sha256=${SHA256.slice(0, 63)}` }, 'has the wrong length'],
    ['a digest too long', { [PLAIN]: `sha1=${SHA1}0` }, 'has the wrong length'],
    ['the length of the other algorithm', { [PLAIN]: `sha1=${SHA256}` }, 'has the wrong length'],
    ['a prefix without digest', { [PLAIN]: 'sha256=' }, 'has the wrong length'],
    ['not hexadecimal', { [STRONG]: 'z'.repeat(64) }, 'is not hexadecimal'],
    ['the token itself instead of a digest', { [PLAIN]: SECRET }, 'is not hexadecimal'],
    ['an unknown algorithm', { [PLAIN]: `md5=${SHA1.slice(0, 32)}` }, 'has an unknown algorithm'],
    ['a header sent twice', { [STRONG]: `${SHA256}, ${SHA256}` }, 'is not hexadecimal'],
    ['characters beyond ASCII', { [STRONG]: 'é'.repeat(64) }, 'is not hexadecimal'],
  ])('%s', (_, headers, reason) => {
    const result = check(headers);
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    expect(JSON.stringify(result)).not.toContain(SECRET);
    expect(JSON.stringify(result)).not.toContain(SHA256);
  });

  it('covers other bytes, however similar', () => {
    const spaced = Buffer.from(BODY.toString().replace(':1,', ': 1,'));
    expect(verify({ [STRONG]: SHA256 }, spaced, [SECRET])).toEqual(refusal(wrong));
  });

  it('is made with an empty secret or without a configured one', () => {
    const forged = createHmac('sha256', '').update(BODY).digest('hex');
    expect(check({ [STRONG]: forged }, [''])).toEqual(refusal('no webhook secret is configured here'));
    expect(check({ [STRONG]: SHA256 }, [])).toEqual(refusal('no webhook secret is configured here'));
    expect(check({ [STRONG]: forged }, ['', SECRET])).toEqual(refusal(wrong));
  });

  it('is SHA-1 if that is disabled; SHA-256 is still accepted', () => {
    const strict = verifier({ sha1: false });
    expect(strict({ [PLAIN]: SHA1 }, BODY, [SECRET])).toEqual(refusal('SHA-1 signatures are not accepted here'));
    expect(strict({ [PLAIN]: SHA256 }, BODY, [SECRET])).toEqual({ ok: true, secret: SECRET });
    expect(strict({ [STRONG]: SHA256 }, BODY, [SECRET])).toEqual({ ok: true, secret: SECRET });
  });
});
