import type { IncomingMessage, ServerResponse } from 'node:http';
import { now } from '#lib/clock.ts';
import { MAX_BODY_BYTES, readBody } from '#lib/net/read-body.ts';
import { receive } from '#lib/pipeline.ts';
import { problem } from '#lib/problem.ts';
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
  let inFlight = 0;
  return {
    inFlight: () => inFlight,
    handle(request, response) {
      if (request.method !== 'POST') return false;
      const name = PATH.exec(request.url ?? '')?.[1];
      if (name === undefined) return false;
      inFlight += 1;
      void admit({ receiver, budget, remote: addressOf(request) }, name, request, response).finally(() => {
        inFlight -= 1;
      });
      return true;
    },
  };
}

type Surroundings = { receiver: Receiver; budget: ByteBudget; remote: string };

async function admit(
  { receiver, budget, remote }: Surroundings,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, detail: string) => closeAfter(request, response, status, problem(status, detail));
  const provider = findProvider(name);
  if (!provider) return refuse(404, `There is no provider "${name.slice(0, 60)}"`);
  const context = receiver.contextOf(provider);
  const headers = headersOf(request);
  // A request whose headers show that it will fail is rejected before its body is read.
  const early = provider.precheck(headers, context.secrets);
  if (early !== null) {
    context.reject(early);
    return refuse(401, early);
  }
  if (Number(headers['content-length']) > MAX_BODY_BYTES) return refuse(413, 'The body is larger than 1 MiB');
  const lease = budget.lease(() => request.emit('no-room'));
  try {
    const read = await readBody(request, { lease });
    if (!read.ok) {
      if (read.status === 503) response.setHeader('retry-after', '5');
      return refuse(read.status, read.reason);
    }
    const answer = await receive(provider, { headers, body: read.body, receivedAt: now(), remote }, context);
    if ('retryAfter' in answer) response.setHeader('retry-after', String(answer.retryAfter));
    sendJson(response, answer.status, answer.body);
  } finally {
    lease.release();
  }
}

/** Node joins repeated headers; only `set-cookie`, which webhooks do not have, is a list. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  if (headers['set-cookie'] === undefined) return headers as Record<string, string>;
  return { ...headers, 'set-cookie': headers['set-cookie'].join(', ') } as Record<string, string>;
}
