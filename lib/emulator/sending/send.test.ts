import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { send } from './send.ts';
import { eventNames, singleEvent } from './single-event.ts';

const at = new Date('2026-03-12T06:30:00.000Z');
const env = { FLEXPORT_WEBHOOK_SECRET: 'current,previous', MVMNT_WEBHOOK_TOKEN: 'token' };

async function run(argv: string[], environment = {}): Promise<{ code: number; text: string }> {
  let text = '';
  const code = await send(argv, environment, (more) => {
    text += more;
  });
  return { code, text };
}

test('builds an event for every name', () => {
  for (const provider of ['flexport', 'mvmnt'] as const) {
    for (const name of eventNames(provider)) {
      const single = singleEvent(provider, name, '8812', at);
      expect(single, name).not.toBeNull();
      expect(single?.body, name).toContain('2026-03-12T06:30:00');
    }
  }
});

test('a departure has the time of --at in its leg', () => {
  const body = singleEvent('flexport', 'departed', '8812', at)?.body ?? '{}';
  const event = JSON.parse(body) as { data: { shipment: { id: number }; resource: Record<string, string> } };
  expect(event.data.shipment.id).toBe(8812);
  expect(event.data.resource.transportation_mode).toBe('ocean');
  expect(Date.parse(event.data.resource.actual_departure_date ?? '')).toBe(at.getTime());
  expect(event.data.resource.actual_arrival_date).toBeNull();
});

test('names of the compact format and of the broker are accepted in short', () => {
  const compact = singleEvent('flexport', 'shipment.milestone:departed', '8812', at)?.body;
  expect(JSON.parse(compact ?? '')).toMatchObject({
    type: 'shipment.milestone',
    data: { shipment_id: '8812', milestone: 'departed', occurred_at: at.toISOString() },
  });
  const delivered = singleEvent('mvmnt', 'delivered', 'SHP-10442', at)?.body;
  expect(JSON.parse(delivered ?? '')).toMatchObject({
    events: [{ event: 'SHIPMENT_DELIVERED', data: { friendlyId: 'SHP-10442' } }],
  });
});

test('events of records are built, also those that the shipment itself does not have', () => {
  const resourceOf = (name: string) => {
    const body = singleEvent('flexport', name, '8812', at)?.body ?? '{}';
    return (JSON.parse(body) as { data: { resource: Record<string, unknown> } }).data.resource;
  };
  expect(resourceOf('booking#archived')).toMatchObject({ _object: '/booking', status: 'archived' });
  expect(resourceOf('purchase_order#archived')).toMatchObject({ archived_at: expect.stringContaining('2026-03-12') });
  expect(resourceOf('product#archived')).toMatchObject({ archived_at: at.toISOString() });
  expect(resourceOf('invoice_shared')).toMatchObject({ _object: '/invoice', total: { _object: '/money' } });
  expect(JSON.parse(singleEvent('flexport', 'booking.confirmed', '8812', at)?.body ?? '')).toMatchObject({
    type: 'booking.confirmed',
    data: { shipment_id: '8812', milestone: 'booking_confirmed', booking_number: 'BKG-8819' },
  });
});

test('prints its usage, and what is wrong with the arguments', async () => {
  expect(await run([])).toMatchObject({ code: 0, text: expect.stringContaining('npm run send') });
  expect(await run(['ups', 'departed'])).toMatchObject({ code: 2, text: expect.stringContaining('flexport or mvmnt') });
  expect(await run(['mvmnt', 'vanished'])).toMatchObject({ code: 2, text: expect.stringContaining('SHIPMENT_BOOKED') });
  expect(await run(['flexport', 'departed', '--at', 'noon'])).toMatchObject({ code: 2 });
  expect(await run(['flexport', 'departed'], { DATA_DIR: '/nowhere' })).toMatchObject({
    code: 1,
    text: expect.stringContaining('FLEXPORT_WEBHOOK_SECRET'),
  });
  const away = await run(['flexport', 'departed', '--url', 'http://127.0.0.1:1'], env);
  expect(away).toMatchObject({ code: 1, text: expect.stringContaining('Is the server running?') });
  expect(away.text.trim().split('\n')).toHaveLength(1);
});

test('sends the webhook and prints the URL that shows its shipment', async () => {
  const server = createServer((request, response) => response.writeHead(200).end(String(request.headers['x-api-key'])));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, text } = await run(['mvmnt', 'SHIPMENT_BOOKED', '--url', url], env);
  server.close();
  expect(code).toBe(0);
  expect(text).toBe(`200 token\n${url}/shipments?q=SHP-8812\n`);
});
