/**
 * Less than the limit: Node's bare HTTP server and one shared insert of the same rows that detects no duplicates and
 * enqueues no job. It is no usable receiver; it shows the cost of these two.
 */
import { randomUUIDv7 } from 'node:crypto';
import { createServer } from 'node:http';
import { openSql } from '#db/client.ts';
import { groupCommit } from '#lib/inbox/group-commit.ts';

const sql = openSql(process.env.DATABASE_URL ?? '', { max: 3 });

type Given = { body: Buffer; headers: object };

const store = groupCommit(
  async (given: readonly Given[]) => {
    const receivedAt = new Date().toISOString();
    const rows = given.map(({ body, headers }) => {
      const id = randomUUIDv7();
      return { id, event: randomUUIDv7(), received: receivedAt, text: body.toString(), headers, bytes: body.length };
    });
    await sql`
      with given as materialized (
        select * from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as g(id uuid, event uuid, received timestamptz, text text, headers json, bytes int)
      ), kept as (
        insert into deliveries (id, provider, source, status, received_at, remote, headers, body, bytes, event_count)
        select id, 'flexport', 'webhook', 'accepted', received, '127.0.0.1', headers, convert_to(text, 'UTF8'), bytes, 1 from given
      )
      insert into events (id, provider, key, type, delivery_id, position, state, received_at)
      select event, 'flexport', id::text, 'shipment.milestone', id, 0, 'pending', received from given`;
    return rows;
  },
  {
    batch: 256,
    writers: 2,
    waiting: 10_000,
    weigh: () => 1,
    batchWeight: 256,
    waitingWeight: 10_000,
    isRefusal: () => false,
  },
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    await store({ body: Buffer.concat(chunks), headers: request.headers });
    response.writeHead(200, { 'content-length': 0 }).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
