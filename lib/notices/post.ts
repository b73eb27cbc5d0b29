import { type LookupAddress, type LookupOptions, promises } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { messageOf } from '#lib/errors.ts';
import { oneLine } from './message.ts';
import type { Outcome } from './outcome.ts';
import { isPublicAddress } from './public-address.ts';

/** A message to a URL that an admin entered. */
export type Post = {
  /** The name of the target in reasons, such as `Slack`. */
  name: string;
  url: string;
  /** JSON. */
  body: string;
  headers?: Readonly<Record<string, string>>;
  /** Answers to a message that can never succeed; redirects are among them anyway. */
  final: ReadonlySet<number>;
  /** Whether it may be sent to this machine and to private networks. */
  allowsPrivate: boolean;
};

type Resolve = (host: string) => Promise<LookupAddress[]>;

const TIMEOUT_MS = 10_000;

/** The longest pause that a target may request. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

/** As much of an answer as is read. */
const MAX_ERROR_BYTES = 100;

/** A target whose address is not allowed. */
class NotPublic extends Error {
  constructor(host: string, address: string) {
    const what = host === address ? address : `${host} has the address ${address}, which`;
    super(`${what} is not public. NOTICE_PRIVATE_NETWORKS=true allows it`);
  }
}

/**
 * Posts a message. The host is resolved once: every address has to be public unless private ones are allowed, and the connection
 * goes to one of those that were checked. Redirects are not followed. Never rejects.
 */
export async function post(message: Post, resolve: Resolve = lookUp): Promise<Outcome> {
  const progress = { isConnected: false };
  try {
    const response = await exchange(message, resolve, progress);
    return await outcomeOf(message, response);
  } catch (thrown) {
    if (thrown instanceof NotPublic) return { result: 'retry', reason: thrown.message, mayBeSent: false };
    const isTimeout = thrown instanceof Error && thrown.name === 'AbortError';
    const why = isTimeout ? `not within ${TIMEOUT_MS / 1_000} s` : oneLine(messageOf(thrown));
    const reason = `${message.name} did not answer: ${why}`;
    return { result: 'retry', reason, mayBeSent: progress.isConnected };
  }
}

const lookUp: Resolve = (host) => promises.lookup(host, { all: true });

function exchange(
  { url: text, body, headers, allowsPrivate }: Post,
  resolve: Resolve,
  progress: { isConnected: boolean },
): Promise<IncomingMessage> {
  const url = new URL(text);
  const isAllowed = (address: string) => allowsPrivate || isPublicAddress(address);
  // Addresses in the URL itself are not looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isAllowed(literal)) throw new NotPublic(literal, literal);
  const isSecure = url.protocol === 'https:';
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    // Connections are not shared: each one goes to an address that was checked for it.
    agent: false as const,
    lookup: checkedLookup(resolve, isAllowed),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return new Promise((answered, failed) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, answered);
    request.on('error', failed);
    noteConnection(request, isSecure, progress);
    request.end(body);
  });
}

/** From then on the target may have received the message. */
function noteConnection(request: ClientRequest, isSecure: boolean, progress: { isConnected: boolean }): void {
  request.on('socket', (socket) => {
    socket.on(isSecure ? 'secureConnect' : 'connect', () => {
      progress.isConnected = true;
    });
  });
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A lookup that fails unless every address of the host is allowed: which one is used must not matter. */
function checkedLookup(resolve: Resolve, isAllowed: (address: string) => boolean) {
  return (host: string, options: LookupOptions, found: Found): void => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const refused = addresses.find(({ address }) => !isAllowed(address));
        if (refused) return found(new NotPublic(host, refused.address), '');
        if (!first) return found(new Error(`${host} has no address`), '');
        if (options.all) return found(null, addresses);
        return found(null, first.address, first.family);
      },
      (error: Error) => found(error, ''),
    );
  };
}

async function outcomeOf({ name, final }: Post, response: IncomingMessage): Promise<Outcome> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 200 && status < 300) {
    response.destroy();
    return { result: 'sent', externalRef: null };
  }
  const reason = [name, 'answered', status, await readError(response)].filter(Boolean).join(' ');
  if (final.has(status) || (status >= 300 && status < 400)) return { result: 'failed', reason };
  const seconds = Number(headers['retry-after']);
  const afterSeconds = seconds > 0 ? Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS) : null;
  return { result: 'retry', reason, mayBeSent: status !== 429, ...(afterSeconds !== null && { afterSeconds }) };
}

/** Slack names an error with one word. Anything else is not shown: the URL may lead to another server. */
async function readError(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += (chunk as Buffer).toString('latin1', 0, MAX_ERROR_BYTES);
    break;
  }
  return /^[a-z_]{1,60}$/.exec(text.slice(0, MAX_ERROR_BYTES))?.[0] ?? '';
}
