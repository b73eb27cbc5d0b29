import type { Server } from 'node:http';
import { Misconfigured, messageOf } from '#lib/errors.ts';

/** Opens a server on an address and port. Throws `Misconfigured` when they cannot be used. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((listening, failed) => {
    server.once('error', (thrown) =>
      failed(new Misconfigured([`Port ${port} on ${host} cannot be used: ${messageOf(thrown)}`])),
    );
    server.listen(port, host, listening);
  });
}
