import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Misconfigured } from '#lib/errors.ts';
import { addressPrefix, clientAddress, isTrusted, parseTrustedProxies } from './client-address.ts';

const none = parseTrustedProxies(undefined);
const proxies = parseTrustedProxies('127.0.0.1, 10.0.0.0/8,2001:db8:1::/48');

describe('the address of a client', () => {
  it('is that of the peer when no proxy is configured, whatever the request claims', () => {
    expect(clientAddress('203.0.113.9', '1.2.3.4', none)).toBe('203.0.113.9');
    expect(clientAddress('127.0.0.1', '1.2.3.4', none)).toBe('127.0.0.1');
    fc.assert(fc.property(fc.string(), (claim) => clientAddress('203.0.113.9', claim, proxies) === '203.0.113.9'));
  });

  it.each([
    ['the last one before a trusted proxy', '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['the one before all trusted proxies', '127.0.0.1', 'evil, 203.0.113.9, 10.1.1.1, 10.2.2.2', '203.0.113.9'],
    ['that of the first trusted proxy if all are trusted', '127.0.0.1', '10.1.1.1', '10.1.1.1'],
    ['that of the proxy without X-Forwarded-For', '127.0.0.1', undefined, '127.0.0.1'],
    ['that of the proxy if X-Forwarded-For is invalid', '127.0.0.1', '203.0.113.9, not-an-address', '127.0.0.1'],
    ['IPv6 with brackets and port', '127.0.0.1', '[2001:DB8:9:0::1]:443', '2001:db8:9::1'],
    ['IPv4 with a port', '127.0.0.1', '203.0.113.9:51000', '203.0.113.9'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    ['through a proxy with IPv6', '2001:db8:1::5', '203.0.113.9', '203.0.113.9'],
    ['unknown without a peer', undefined, '203.0.113.9', 'unknown'],
  ])('is %s', (_what, peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
  });

  it('is found fast in a header of any length', () => {
    expect(clientAddress('127.0.0.1', '10.0.0.1,'.repeat(50_000), proxies)).toBe('127.0.0.1');
  });
});

it('the network of a client is its IPv4 address or the /64 of its IPv6 address', () => {
  expect(addressPrefix('203.0.113.9')).toBe('203.0.113.9');
  expect(addressPrefix('2001:db8::1')).toBe(addressPrefix('2001:0db8:0:0:ffff::2'));
  expect(addressPrefix('2001:db8:0:1::1')).not.toBe(addressPrefix('2001:db8::1'));
  expect(addressPrefix('::1')).toBe('0:0:0:0::/64');
  expect(addressPrefix('unknown')).toBe('unknown');
});

it('trusted proxies are addresses and networks; anything else fails the start', () => {
  expect(isTrusted('10.255.0.1', proxies)).toBe(true);
  expect(isTrusted('11.0.0.1', proxies)).toBe(false);
  expect(isTrusted('2001:db8:1:ffff::1', proxies)).toBe(true);
  for (const wrong of ['*', 'proxy.example', '10.0.0.0/33', '::/129', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0']) {
    expect(() => parseTrustedProxies(`127.0.0.1,${wrong}`), wrong).toThrow(Misconfigured);
  }
});
