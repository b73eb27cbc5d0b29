/**
 * The App Router handler as a platform for functions calls it: the entry point that `next build` made, by the interface that Next
 * documents for adapters, in a process that has nothing else. With `WORKER_BESIDE` it stores webhooks only; without it, it processes them
 * after the answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Context = {
  waitUntil(promise: Promise<void>): void;
  requestMeta: { relativeProjectDir: string; hostname: string };
};
type EntryPoint = { handler(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> };

const root = join(import.meta.dirname, '../../..');
process.chdir(root);
const require = createRequire(join(root, 'package.json'));
// The globals that entry points expect.
require('next/dist/server/node-environment');
const { handler }: EntryPoint = await require(join(root, '.next/server/app/api/webhooks/[provider]/route.js'));

const context: Context = {
  // The process lives on, so what goes on after an answer needs nothing to keep it.
  waitUntil: () => {},
  requestMeta: { relativeProjectDir: '.', hostname: '127.0.0.1' },
};
const server = createServer((request, response) => void handler(request, response, context));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
