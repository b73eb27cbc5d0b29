/** A typical webhook handler: looks the event up, writes event, shipment and milestone, then responds. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { openSql } from '#db/client.ts';

const sql = openSql(process.env.DATABASE_URL ?? '', { max: 10 });
const secret = process.env.FLEXPORT_WEBHOOK_SECRET ?? '';
await sql`create table if not exists express_events (id text primary key, type text, payload jsonb, received_at timestamptz default now())`;
await sql`create table if not exists express_shipments (id text primary key, status text, updated_at timestamptz)`;
await sql`create table if not exists express_milestones (id bigserial primary key, shipment_id text, milestone text, occurred_at timestamptz)`;

type Event = { id: string; type: string; data: { shipment_id: string; milestone: string; occurred_at: string } };

const app = express();
// The error page of Express is not compared: failures are answered 500 and counted.
app.set('env', 'test');
app.post(
  '/api/webhooks/flexport',
  express.raw({ type: 'application/json', limit: '1mb' }),
  async (request, response) => {
    const body = request.body as Buffer;
    const expected = createHmac('sha256', secret).update(body).digest('hex');
    const given = (request.get('x-hub-signature-256') ?? '').replace('sha256=', '');
    if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
      response.status(401).json({ error: 'Invalid signature' });
      return;
    }
    const event = JSON.parse(body.toString()) as Event;
    const [known] = await sql`select id from express_events where id = ${event.id}`;
    if (!known) {
      const { shipment_id: shipment, milestone, occurred_at: occurredAt } = event.data;
      await sql.begin(async (tx) => {
        await tx`insert into express_events (id, type, payload) values (${event.id}, ${event.type}, ${body.toString()}::text::jsonb)`;
        await tx`insert into express_shipments values (${shipment}, ${milestone}, now())
        on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at`;
        await tx`insert into express_milestones (shipment_id, milestone, occurred_at) values (${shipment}, ${milestone}, ${occurredAt})`;
      });
    }
    response.json({ received: true });
  },
);
app.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
