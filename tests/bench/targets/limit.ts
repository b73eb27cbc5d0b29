/** The limit: Node's bare HTTP server and one batched insert, no check, no parsing. Nothing durable can be quicker here. */
import { randomUUIDv7 } from 'node:crypto';
import { createServer } from 'node:http';
import { openSql } from '#db/client.ts';
import { groupCommit } from '#lib/inbox/group-commit.ts';

const sql = openSql(process.env.DATABASE_URL ?? '', { max: 3 });
await sql`create table if not exists limit_deliveries (id uuid primary key, received_at timestamptz not null, body bytea not null)`;

const store = groupCommit(
  async (bodies: readonly Buffer[]) => {
    const rows = bodies.map((body) => ({ id: randomUUIDv7(), text: body.toString() }));
    await sql`
      insert into limit_deliveries select id, now(), convert_to(text, 'UTF8')
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(id uuid, text text)`;
    return rows;
  },
  { batch: 256, writers: 2, waiting: 10_000 },
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    await store(Buffer.concat(chunks));
    response.writeHead(200, { 'content-length': 0 }).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
