import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `hangs`: the request is accepted or refused, and gets no answer. */
type Answer = { status: number; headers?: Record<string, string>; hangs?: boolean };

export type HookServer = {
  /** `http://127.0.0.1:<port>/hook` */
  url: string;
  port: number;
  /** The requests in order, also those that were refused. */
  requests: { headers: IncomingHttpHeaders; body: string }[];
  /** Those of them that were accepted. */
  accepted: HookServer['requests'];
  /** How many got no answer. */
  hung: () => number;
  /** The answers to the next requests; 202 when there are none left. */
  answers: Answer[];
  stop(): Promise<void>;
};

/** Starts a server that receives webhooks, as a Teams workflow or a program does. */
export async function startHookServer(): Promise<HookServer> {
  const requests: HookServer['requests'] = [];
  const accepted: HookServer['requests'] = [];
  const answers: Answer[] = [];
  let hung = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      requests.push(received);
      const { status, headers = {}, hangs = false } = answers.shift() ?? { status: 202 };
      if (status < 300) accepted.push(received);
      if (hangs) {
        hung += 1;
        return;
      }
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, port, requests, accepted, hung: () => hung, answers },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
