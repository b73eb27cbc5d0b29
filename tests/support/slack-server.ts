import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { status: number; headers?: Record<string, string>; body?: string };

export type SlackServer = {
  /** The URL of an incoming webhook. */
  url: string;
  /** The texts that were posted and accepted, in order. */
  posted: string[];
  /** When each request arrived, milliseconds. */
  times: number[];
  /** The answers to the next requests; 200 when there are none left. */
  answers: Answer[];
  stop(): Promise<void>;
};

/** Starts a stand-in for Slack's incoming webhooks: JSON with a text, answered `ok`. */
export async function startSlackServer(): Promise<SlackServer> {
  const posted: string[] = [];
  const times: number[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      times.push(Date.now());
      const { status, headers = {}, body = 'ok' } = answers.shift() ?? { status: 200 };
      const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
      if (status === 200) posted.push(text);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/services/T0/B0/secret`,
    posted,
    times,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
