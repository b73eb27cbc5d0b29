import { beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '#app/api/v1/documents/missing/route.ts';
import { openSql } from '#db/client.ts';
import { answerOf } from '#lib/api/operations.ts';
import { missingDocumentList } from '#lib/api/resources/missing-documents.ts';
import { extendEnv } from '#lib/env.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN } from '#tests/support/server.ts';

/** Sessions need Next; clients with a token do not. */
vi.mock('#lib/auth/require-user.ts', () => ({ currentUser: async () => null }));

describe('missing documents in the REST API', () => {
  beforeAll(async () => {
    const url = await ownDatabase();
    const sql = openSql(url, { max: 1 });
    const entered = ['commercial_invoice', 'packing_list', 'HBL', 'MBL'];
    await storeArrivals(sql, [
      { id: 'ship', happened: ['DEPARTED'], documents: entered.slice(1) },
      { id: 'plane', mode: 'air', eta: 20, documents: entered },
    ]);
    await sql.end();
    extendEnv({ DATABASE_URL: url, API_TOKEN });
  });

  const request = (query: string) =>
    GET(
      new Request(`http://fairlead/api/v1/documents/missing?${query}`, {
        headers: { authorization: `Bearer ${API_TOKEN}` },
      }),
      { params: Promise.resolve(undefined) },
    );

  it('are listed by shipment, as the schema states', async () => {
    const answer = await (await request('')).json();
    expect(answerOf(missingDocumentList).safeParse(answer).error).toBeUndefined();
    expect(answer).toMatchObject({
      data: [
        {
          externalId: 'ship',
          portOfDischarge: { unlocode: 'USLAX', timeZone: 'America/Los_Angeles' },
          missing: [
            { key: 'commercial_invoice', label: 'Commercial invoice', by: 'DEPARTED', state: 'missing' },
            { key: 'arrival_notice', state: 'expected' },
            { key: 'customs_entry', state: 'expected' },
          ],
        },
      ],
      nextCursor: null,
    });
  });

  it('are listed for the wanted days and document', async () => {
    const namesOf = async (query: string) => {
      const { data } = (await (await request(query)).json()) as { data: { externalId: string }[] };
      return data.map(({ externalId }) => externalId);
    };
    expect(await namesOf('days=30')).toEqual(['ship', 'plane']);
    expect(await namesOf('days=30&document=air_waybill')).toEqual(['plane']);
    expect(await namesOf('document=AIR_WAYBILL')).toEqual([]);
  });

  it.each(['days=0', 'days=61', 'days=soon', 'document=delivery_order', 'document=photo'])(
    'are refused for %s, with the parameter',
    async (query) => {
      const answer = await request(query);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ parameter: query.split('=')[0] }] });
    },
  );

  it('are one cell of CSV, in words', async () => {
    const answer = await request('format=csv&fields=externalId,eta,missing');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="documents-missing.csv"');
    expect(await answer.text()).toMatch(
      /^externalId,eta,missing\r\nship,\d{4}-[^,]+,Commercial invoice missing; Arrival notice expected; Customs entry expected\r\n$/,
    );
  });
});
