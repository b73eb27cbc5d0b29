import { BlockList, isIP, isIPv6 } from 'node:net';
import { Misconfigured } from '#lib/errors.ts';

/** Hops of `X-Forwarded-For` that are read, starting with the nearest. */
const MAX_HOPS = 20;

/**
 * Parses a comma-separated list of addresses and networks in CIDR notation, IPv4 and IPv6. Throws `Misconfigured` with a
 * line for each entry that is neither.
 */
export function parseTrustedProxies(text: string | undefined): BlockList {
  const trusted = new BlockList();
  const entries = (text ?? '').split(',').map((entry) => entry.trim());
  const wrong = entries.filter((entry) => entry !== '' && !addNetwork(trusted, entry));
  if (wrong.length === 0) return trusted;
  throw new Misconfigured(
    wrong.map((entry) => `TRUSTED_PROXIES: "${entry}" is no address and no network like 10.0.0.0/8`),
  );
}

function addNetwork(list: BlockList, entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  const bits = version === 6 ? 128 : 32;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= bits)) return false;
  list.addSubnet(address, length === undefined ? bits : Number(length), version === 6 ? 'ipv6' : 'ipv4');
  return true;
}

/**
 * The address of the client: that of the peer, unless the peer is a trusted proxy. Then `X-Forwarded-For` is read from its end,
 * where the nearest proxy wrote, up to the first address that is not of a trusted proxy. Entries before that are claims of the
 * client. An invalid entry ends the search at the proxy that passed it on.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, trusted: BlockList): string {
  const hops = (forwardedFor ?? '').split(',').slice(-MAX_HOPS).reverse();
  let client = normaliseAddress(peer);
  if (client === null) return 'unknown';
  for (const hop of hops) {
    if (!isTrusted(client, trusted)) break;
    const next = normaliseAddress(hop);
    if (next === null) break;
    client = next;
  }
  return client;
}

/** Whether an address is that of a trusted proxy. */
export function isTrusted(address: string | undefined, trusted: BlockList): boolean {
  const known = normaliseAddress(address);
  return known !== null && trusted.check(known, isIPv6(known) ? 'ipv6' : 'ipv4');
}

/**
 * The canonical form of an address: without port, brackets and zone, IPv6 in its shortest form, IPv4-mapped IPv6 as IPv4. Null
 * for an invalid address.
 */
function normaliseAddress(text: string | undefined): string | null {
  const bare = (text ?? '')
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (isIP(bare) === 0) return null;
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return new URL(`http://[${bare}]`).hostname.slice(1, -1);
}

/** The network that one client owns: an IPv4 address, or the /64 of an IPv6 address. */
export function addressPrefix(address: string): string {
  if (!isIPv6(address)) return address;
  const network = groupsOf(address).slice(0, 4);
  return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const parse = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16));
  const [front, back] = [parse(head), parse(tail ?? '')];
  return [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back];
}
