import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { status: number; headers?: Record<string, string> };

export type HookServer = {
  /** `http://127.0.0.1:<port>/hook` */
  url: string;
  port: number;
  /** The requests in order, also those that were refused. */
  requests: { headers: IncomingHttpHeaders; body: string }[];
  /** The answers to the next requests; 202 when there are none left. */
  answers: Answer[];
  stop(): Promise<void>;
};

/** Starts a server that receives webhooks, as a Teams workflow or a program does. */
export async function startHookServer(): Promise<HookServer> {
  const requests: HookServer['requests'] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status, headers = {} } = answers.shift() ?? { status: 202 };
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, port, requests, answers },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
