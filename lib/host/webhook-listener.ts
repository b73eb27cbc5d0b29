import type { IncomingMessage, ServerResponse } from 'node:http';
import { now } from '#lib/clock.ts';
import { MAX_BODY_BYTES, readBody } from '#lib/net/read-body.ts';
import { receive } from '#lib/pipeline.ts';
import { problem } from '#lib/problem.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { findProvider } from '#lib/providers/index.ts';
import type { Receiver } from '#lib/receiver.ts';
import type { ByteBudget } from './byte-budget.ts';
import { closeAfter, sendJson } from './send-json.ts';

const PATH = /^\/(?:api\/)?webhooks\/([^/?#]+)\/?(?:\?|$)/;

export type WebhookListener = {
  /** Answers a webhook; returns false for any other request. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** How many webhooks are being read or stored at this moment. */
  inFlight(): number;
};

/**
 * Receives webhooks in the gateway, without Next; where no gateway runs, `app/api/webhooks/[provider]/route.ts` does. All bodies
 * together stay within the byte budget.
 */
export function webhookListener(
  receiver: Receiver,
  budget: ByteBudget,
  addressOf: (request: IncomingMessage) => string,
): WebhookListener {
  const listener: Listener = { receiver, budget, addressOf, inFlight: 0 };
  return {
    inFlight: () => listener.inFlight,
    handle(request, response) {
      if (request.method !== 'POST') return false;
      const name = PATH.exec(request.url ?? '')?.[1];
      if (name === undefined) return false;
      const provider = findProvider(name);
      if (provider) void admit(listener, provider, request, response);
      else refuse(request, response, 404, `There is no provider "${name.slice(0, 60)}"`);
      return true;
    },
  };
}

type Listener = {
  receiver: Receiver;
  budget: ByteBudget;
  addressOf: (request: IncomingMessage) => string;
  inFlight: number;
};

function refuse(request: IncomingMessage, response: ServerResponse, status: number, detail: string): void {
  closeAfter(request, response, status, problem(status, detail));
}

/** Answers the webhook unless its headers show that it will be rejected; its body is not read then. */
async function admit(
  listener: Listener,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const context = listener.receiver.contextOf(provider);
  const headers = headersOf(request);
  const early = provider.precheck(headers, context.secrets);
  if (early !== null) {
    context.reject(early);
    return refuse(request, response, 401, early);
  }
  if (Number(headers['content-length']) > MAX_BODY_BYTES)
    return refuse(request, response, 413, 'The body is larger than 1 MiB');
  const remote = listener.addressOf(request);
  const lease = listener.budget.lease(() => request.emit('no-room'));
  listener.inFlight += 1;
  try {
    const read = await readBody(request, { lease });
    if (!read.ok) {
      if (read.status === 503) response.setHeader('retry-after', '5');
      return refuse(request, response, read.status, read.reason);
    }
    const answer = await receive(provider, { headers, body: read.body, receivedAt: now(), remote }, context);
    if ('retryAfter' in answer) response.setHeader('retry-after', String(answer.retryAfter));
    sendJson(response, answer.status, answer.body);
  } finally {
    listener.inFlight -= 1;
    lease.release();
  }
}

/** Node joins repeated headers; only `set-cookie`, which webhooks do not have, is a list. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  if (headers['set-cookie'] === undefined) return headers as Record<string, string>;
  return { ...headers, 'set-cookie': headers['set-cookie'].join(', ') } as Record<string, string>;
}
