import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { signIn } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type HookServer, startHookServer } from '#tests/support/hook-server.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';

/** What is read of the JSON of OTLP: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
type Value = { stringValue?: string; intValue?: number | string };
type Attributes = { key: string; value: Value }[];
type SentSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attributes;
};
type Sent = { resourceSpans: { resource: { attributes: Attributes }; scopeSpans: { spans: SentSpan[] }[] }[] };

let collector: HookServer;
let server: Server;
let sql: Sql;
beforeAll(async () => {
  collector = await startHookServer();
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 1 });
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${collector.port}`;
  server = await startServer({ databaseUrl, env: { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME: 'harbour' } });
});
afterAll(async () => {
  await server.stop();
  await sql.end();
  await collector.stop();
});

const read = (attributes: Attributes, name: string) => {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value?.stringValue ?? Number(value?.intValue);
};

/** The spans of a trace that the collector has, in order of their start, with the service that sent them. */
function spansOf(traceId: string) {
  const sent = collector.accepted.flatMap(({ body }) => (JSON.parse(body) as Sent).resourceSpans);
  return sent
    .flatMap(({ resource, scopeSpans }) => {
      const service = read(resource.attributes, 'service.name');
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
    })
    .filter((span) => span.traceId === traceId)
    .sort((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)));
}

it('follows a webhook from its receipt through the worker to the open pages, in one trace', async () => {
  const reading = new AbortController();
  const headers = { cookie: await signIn(server) };
  const stream = await fetch(`${server.url}/api/live`, { headers, signal: reading.signal });
  await stream.body?.getReader().read();
  const body = departure('traced-1');
  const before = Date.now();
  const { status, body: answer } = await deliver(server.url, 'flexport', body, {
    ...signed(body),
    // A stranger does not choose the trace.
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  });
  expect(status).toBe(200);
  const delivery = String(answer.delivery);
  const spans = await eventually(
    async () => spansOf(delivery.replaceAll('-', '')),
    (found) => found.length === 3,
  );
  reading.abort();
  expect(spans.map(({ name, service }) => [name, service])).toEqual([
    ['receive webhook', 'harbour-gateway'],
    ['process events', 'harbour-worker'],
    ['notify open pages', 'harbour-pages'],
  ]);
  const [first, second, third] = spans;
  expect(first?.parentSpanId ?? '').toBe('');
  expect([second?.parentSpanId, third?.parentSpanId]).toEqual([first?.spanId, first?.spanId]);
  expect(spans.map(({ attributes }) => read(attributes, 'fairlead.delivery'))).toEqual([delivery, delivery, delivery]);
  expect(read(second?.attributes ?? [], 'fairlead.events')).toBe(1);
  expect(read(third?.attributes ?? [], 'fairlead.streams')).toBe(1);
  for (const { startTimeUnixNano, endTimeUnixNano } of spans) {
    const [begun, ended] = [startTimeUnixNano, endTimeUnixNano].map((nanoseconds) => Number(nanoseconds) / 1e6);
    expect(begun).toBeGreaterThan(before - 1_000);
    expect(ended).toBeGreaterThanOrEqual(begun ?? Number.POSITIVE_INFINITY);
  }
});

it('answers and applies webhooks while the collector refuses everything', async () => {
  collector.answers.push(...Array.from({ length: 200 }, () => ({ status: 400 })));
  const body = departure('traced-2');
  expect((await deliver(server.url, 'flexport', body, signed(body))).status).toBe(200);
  await eventually(
    () => sql`select from shipments where external_id = 'SHP-traced-2'`,
    (rows) => rows.length === 1,
  );
});
