/**
 * The limit: Node's bare HTTP server and the same durable insert, shared by concurrent requests. It verifies nothing,
 * parses nothing and treats every event as new, so the difference to the gateway is the cost of Fairlead itself.
 */
import { createServer } from 'node:http';
import { openSql } from '#db/client.ts';
import { openStore } from '#lib/inbox/store.ts';
import { openQueue } from '#lib/queue/index.ts';

const url = process.env.DATABASE_URL ?? '';
const store = openStore(openSql(url, { max: 3 }), await openQueue(url, { supervise: false }), () => []);
const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
let received = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    received += 1;
    await store({
      provider: 'flexport',
      source: 'webhook',
      receivedAt: new Date().toISOString(),
      remote: '127.0.0.1',
      headers,
      body: Buffer.concat(chunks),
      events: [{ key: `brief:evt_${received}`, type: 'shipment.milestone' }],
    });
    response.writeHead(200, { 'content-length': 0 }).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
