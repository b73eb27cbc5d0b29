/** The gateway of the self-hosted server, with the whole inbox and without a worker. */
import { BlockList } from 'node:net';
import { openSql } from '#db/client.ts';
import { openGateway } from '#lib/host/gateway.ts';
import { remoteAddressOf } from '#lib/host/remote-address.ts';
import { secretsFromEnv } from '#lib/providers/secrets-from-env.ts';
import { openQueue } from '#lib/queue/index.ts';
import { openReceiver } from '#lib/receiver.ts';

const url = process.env.DATABASE_URL ?? '';
const queue = await openQueue(url, { supervise: false });
const secrets = { environment: secretsFromEnv, authSecret: undefined };
const receiver = await openReceiver(url, openSql(url, { max: 2 }), queue, secrets);
const { server } = openGateway({
  receiver,
  own: new Map(),
  remoteOf: remoteAddressOf(new BlockList()),
  isStopping: () => false,
  changesProtocol: false,
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
