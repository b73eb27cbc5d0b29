import { beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '#app/api/v1/shipments/route.ts';
import { openDatabase } from '#db/client.ts';
import { extendEnv } from '#lib/env.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { fillLists, ROWS } from '#tests/support/list-rows.ts';
import { API_TOKEN } from '#tests/support/server.ts';

/** Sessions need Next; clients with a token do not. */
vi.mock('#lib/auth/require-user.ts', () => ({ currentUser: async () => null }));

describe('a code in a query of the REST API', () => {
  beforeAll(async () => {
    const url = await ownDatabase();
    const db = openDatabase(url, { max: 2 });
    await fillLists(db);
    await db.$client.end();
    extendEnv({ DATABASE_URL: url, API_TOKEN });
  });

  async function request(query: string) {
    const headers = { authorization: `Bearer ${API_TOKEN}` };
    const answer = await GET(new Request(`http://fairlead/api/v1/shipments?${query}`, { headers }), {
      params: Promise.resolve(undefined),
    });
    return { status: answer.status, body: (await answer.json()) as { data?: unknown[]; detail?: string } };
  }

  it('is accepted in upper and lower case', async () => {
    const exact = await request('mode=ocean&provider=acme&sort=eta');
    const typed = await request('mode=OCEAN&provider=Acme&sort=eta');
    expect(typed.status).toBe(200);
    expect(typed.body.data).toEqual(exact.body.data);
    expect((await request('limit=200')).body.data).toHaveLength(ROWS);
    expect((await request('pod=uslax&status=In_Transit')).status).toBe(200);
  });

  it('that is unknown in any case is rejected with a reason', async () => {
    const { status, body } = await request('mode=SLEIGH');
    expect(status).toBe(400);
    expect(body.detail).toContain('mode');
  });
});
