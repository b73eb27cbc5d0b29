import type { IncomingMessage } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import { clientAddress, isTrusted } from '#lib/net/client-address.ts';

/** The verified address and protocol of a client. */
export type RemoteAddress = { address: string; protocol: 'http' | 'https'; host: string | undefined };

/** Returns the client of a request. Headers about it count only if a trusted proxy sent them. */
export function remoteAddressOf(trusted: BlockList): (request: IncomingMessage) => RemoteAddress {
  /** Cached for connections that are not from a proxy: their client does not change. */
  const strangers = new WeakMap<Socket, string>();
  return ({ socket, headers }) => {
    const known = strangers.get(socket);
    if (known !== undefined) return { address: known, protocol: 'http', host: headers.host };
    const address = clientAddress(socket.remoteAddress, oneOf(headers['x-forwarded-for']), trusted);
    if (!isTrusted(socket.remoteAddress, trusted)) {
      strangers.set(socket, address);
      return { address, protocol: 'http', host: headers.host };
    }
    const protocol = oneOf(headers['x-forwarded-proto'])?.split(',').at(-1)?.trim() === 'https' ? 'https' : 'http';
    return { address, protocol, host: oneOf(headers['x-forwarded-host'])?.split(',').at(-1)?.trim() ?? headers.host };
  };
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
