/** Next without the gateway and without a worker: the App Router handler answers webhooks, as on Vercel. */
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { openPages } from '#lib/host/next-app.ts';

const port = Number(process.env.PORT);
let screens: RequestListener = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => screens(request, response));
screens = await openPages(join(import.meta.dirname, '../..'), false, server, '127.0.0.1', port);
server.listen(port, '127.0.0.1', () => process.send?.('ready'));
