/** The lane of the self-hosted server, with the whole inbox behind it and no worker. */
import { createServer } from 'node:http';
import { openEngine, secretsFromEnv } from '#lib/engine.ts';
import { lane } from '#lib/host/lane.ts';

const engine = await openEngine(process.env.DATABASE_URL ?? '', secretsFromEnv);
const quick = lane(engine);
const server = createServer((request, response) => {
  if (!quick(request, response)) response.writeHead(404).end();
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
