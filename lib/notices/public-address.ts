import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 addresses that are not public: IANA's special-purpose registry, multicast and reserved. */
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** The addresses within global unicast that are not public: protocol assignments, Teredo, documentation, 6to4. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = new BlockList();
const globalUnicast = new BlockList();
const translated = new BlockList();
for (const network of SPECIAL_4) add(special, network, 'ipv4');
for (const network of SPECIAL_6) add(special, network, 'ipv6');
add(globalUnicast, '2000::/3', 'ipv6');
/** NAT64 (RFC 6052): the last 32 bits are an IPv4 address. */
add(translated, '64:ff9b::/96', 'ipv6');

function add(list: BlockList, network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = network.split('/');
  list.addSubnet(address, Number(bits), family);
}

/**
 * Whether an IP address is on the public internet: not this machine, a private network, link-local (where clouds serve
 * credentials), multicast or reserved, nor an IPv6 form of such an IPv4 address. Anything that is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  if (translated.check(address, 'ipv6')) return isPublicAddress(lastBytesOf(address));
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastBytesOf(address: string): string {
  // The host of a URL is in the canonical form, without a dotted part.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
