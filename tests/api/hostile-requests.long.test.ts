import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/api/operations.ts';
import { BEARER } from '#tests/support/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { spread } from '#tests/support/repetitions.ts';
import { type Server, startServer } from '#tests/support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ databaseUrl: await ownDatabase() });
});
afterAll(() => server.stop());

const ID = '00000000-0000-7000-8000-000000000000';
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** URL-encoded values. */
const HOSTILE = [
  '%00',
  'a%00b',
  '%ED%A0%BD',
  '%FF',
  '%F0%9F%98',
  '%',
  '0000-01-01',
  '9999-99-99',
  '0000-01-01T00:00:00.000Z',
  '-1',
  '1e400',
  '99999999999999999999999999',
  'NaN',
  "'%3B--",
  '__proto__',
  'x'.repeat(8_000),
];

function cursorsFor(sort: string): string[] {
  return [
    cursorOf(sort, '0000-01-01T00:00:00.000Z', ID),
    cursorOf(sort, '2026-02-31T00:00:00.000Z', ID),
    cursorOf(sort, '9'.repeat(20), ID),
    cursorOf(sort, '\ud83d', ID),
    cursorOf(sort, 'a\0b', ID),
    cursorOf(sort, null, ID),
    cursorOf('__proto__', null, ID),
    cursorOf('99999999999999999999'),
    cursorOf('999999999'),
    cursorOf({ length: 1 }),
  ];
}

async function statusOf(path: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers: BEARER }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject).end();
  });
}

/** Sends the requests a few at a time; returns those answered 5xx. */
async function failuresOf(paths: readonly string[], method = 'GET'): Promise<string[]> {
  const failures: string[] = [];
  const waiting = [...paths];
  const sendNext = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const status = await statusOf(path, method).catch(() => 599);
      if (status >= 500) failures.push(`${status} ${path.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sendNext));
  return failures;
}

describe.each(operations.filter(({ kind }) => kind === 'list' || kind === 'one' || kind === 'parts'))(
  'GET $path with hostile parameters',
  ({ path, query }) => {
    it('is never answered 5xx', async () => {
      const address = `/api/v1${path.replace('{id}', ID)}`;
      const names = Object.keys(query.shape);
      const values = names.flatMap((name) => HOSTILE.map((value) => `${address}?${name}=${value}`));
      const repeated = names.map((name) => `${address}?${name}=a&${name}=b&${name}[]=c&${name}[x]=d`);
      const { sort } = query.shape as { sort?: { safeParse(value: undefined): { data?: unknown } } };
      const sorts = sort ? [...new Set([String(sort.safeParse(undefined).data), ...sortsOf(query)])] : [''];
      const cursors = names.includes('cursor')
        ? sorts.flatMap((one) =>
            cursorsFor(one).map((cursor) => `${address}?${one ? `sort=${one}&` : ''}cursor=${cursor}`),
          )
        : [];
      const ids = path.includes('{id}') ? HOSTILE.map((value) => `/api/v1${path.replace('{id}', value)}`) : [];
      expect(await failuresOf(spread([...values, ...repeated, ...cursors, ...ids], 7))).toEqual([]);
    });
  },
);

function sortsOf({ shape }: { shape: Record<string, unknown> }): string[] {
  const { sort } = shape as { sort?: { unwrap(): { options?: string[] } } };
  return sort?.unwrap().options ?? [];
}

describe('an unsupported method', () => {
  it.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY'])(
    '%s is never answered 5xx',
    async (method) => {
      const paths = [
        '/api/webhooks/flexport',
        '/webhooks/flexport',
        '/api/v1/shipments',
        `/api/v1/shipments/${ID}`,
        '/',
        '/api/health',
        `/deliveries/${ID}`,
      ];
      expect(await failuresOf(paths, method)).toEqual([]);
    },
  );
});
