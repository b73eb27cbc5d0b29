import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { precheck } from './verify.ts';

describe('the headers of a delivery, before its body is read', () => {
  const [sha1, sha256] = ['a'.repeat(40), 'a'.repeat(64)];

  it.each<[Record<string, string>, string | null]>([
    [{ 'x-hub-signature-256': `sha256=${sha256}` }, null],
    [{ 'x-hub-signature-256': sha256 }, null],
    [{ 'x-hub-signature': `sha1=${sha1}` }, null],
    [{ 'x-hub-signature': `sha256=${sha256}` }, null],
    [{}, 'the signature header is missing'],
    [{ 'x-hub-signature-256': ' ' }, 'the X-Hub-Signature-256 header is empty'],
    [{ 'x-hub-signature': '' }, 'the X-Hub-Signature header is empty'],
    [{ 'x-hub-signature-256': 'sha256=xyz' }, 'the X-Hub-Signature-256 header is not hexadecimal'],
    [{ 'x-hub-signature-256': `sha1=${sha1}` }, 'the X-Hub-Signature-256 header has an unknown algorithm'],
    [{ 'x-hub-signature': `md5=${sha1}` }, 'the X-Hub-Signature header has an unknown algorithm'],
    [{ 'x-hub-signature': `sha256=${sha1}` }, 'the X-Hub-Signature header has the wrong length'],
    [{ 'x-hub-signature': 'abc' }, 'the X-Hub-Signature header has the wrong length'],
    [
      { 'x-hub-signature-256': 'sha256=', 'x-hub-signature': `sha1=${sha1}` },
      'the X-Hub-Signature-256 header has the wrong length',
    ],
  ])('%j: %s', (headers, reason) => {
    expect(precheck(headers)).toBe(reason);
  });
});

describe('an event of the documented format', () => {
  it('without data is unreadable', () => {
    const raw = { _object: '/event', type: '/shipment#created', occurred_at: '2026-03-12T10:00:00Z' };
    expect(() => normalise({ type: '/shipment#created', key: 'k', raw })).toThrow('the event has no data object');
  });
});
