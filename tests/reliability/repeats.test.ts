import { describe, expect, it } from 'vitest';
import { replayEvents } from '#lib/inbox/replay.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

describe('a delivery that comes again', async () => {
  const inbox = await ownInbox();
  const { sql } = inbox;
  const versions = (key: string) => sql`
    select e.version, e.state, d.verdict, d.body is not null as kept, d.id as delivery from events e join deliveries d on d.id = e.delivery_id
    where e.key = ${`brief:${key}`} order by version`;
  const departedAt = async (shipment: string) => {
    const [row] = await sql`
      select m.occurred_text as at from milestones m join shipments s on s.id = m.shipment_id
      where s.external_id = ${shipment} and m.code = 'DEPARTED' and m.standing = 'current'`;
    return row?.at;
  };

  it('with other content under the same id is kept as a newer version and applied', async () => {
    await inbox.deliver('flexport', departure('c1', 'SHP-C', '2026-03-12T14:30:00+08:00'));
    await inbox.drain();
    const corrected = departure('c1', 'SHP-C', '2026-03-13T09:00:00+08:00');
    const answer = await inbox.deliver('flexport', corrected);
    expect(answer).toEqual({
      status: 200,
      body: { received: true, delivery: expect.any(String), events: 1 },
    });
    await inbox.drain();
    expect(await versions('c1')).toEqual([
      { version: 1, state: 'applied', verdict: 'new', kept: true, delivery: expect.any(String) },
      { version: 2, state: 'applied', verdict: 'new', kept: true, delivery: expect.any(String) },
    ]);
    expect(await departedAt('SHP-C')).toBe('2026-03-13T09:00:00+08:00');
    await replayEvents(sql, inbox.queue, { delivery: String((await versions('c1'))[0]?.delivery) });
    await inbox.drain();
    expect(await departedAt('SHP-C')).toBe('2026-03-13T09:00:00+08:00');
  });

  it('with other content and the same times corrects what came before, and an older report does not', async () => {
    const event = (name: string, createdAt: string) =>
      JSON.stringify({
        _object: '/event',
        id: 4711,
        type: '/shipment#updated_route',
        created_at: createdAt,
        occurred_at: createdAt,
        data: { _object: '/shipment_event_data', shipment: { _object: '/shipment', id: 4711, name } },
      });
    const shown = async () => (await sql`select name from shipments where external_id = '4711'`)[0]?.name;
    const arrive = async (name: string, createdAt: string) => {
      expect(await inbox.deliver('flexport', event(name, createdAt))).toMatchObject({ status: 200 });
      await inbox.drain();
      return shown();
    };
    expect(await arrive('First name', '2026-03-12T10:00:00Z')).toBe('First name');
    expect(await arrive('Corrected name', '2026-03-12T10:00:00Z')).toBe('Corrected name');
    expect(await arrive('Name of yesterday', '2026-03-11T10:00:00Z')).toBe('Corrected name');
    expect(await arrive('Last name', '2026-03-13T10:00:00Z')).toBe('Last name');
  });

  it('with the same content in other words is a duplicate: key order and white space say nothing', async () => {
    const event = JSON.parse(departure('c2'));
    await inbox.deliver('flexport', JSON.stringify(event));
    const turned = { data: Object.fromEntries(Object.entries(event.data).reverse()), type: event.type, id: event.id };
    for (const text of [JSON.stringify(turned), JSON.stringify(event, null, 2), `${JSON.stringify(event)}\n`]) {
      expect(await inbox.deliver('flexport', text)).toMatchObject({ status: 200, body: { duplicate: true } });
    }
    expect(await versions('c2')).toHaveLength(1);
  });

  it('is a duplicate of whichever version it repeats', async () => {
    const first = departure('c3', 'SHP-C3', '2026-03-12T14:30:00+08:00');
    const second = departure('c3', 'SHP-C3', '2026-03-12T15:30:00+08:00');
    const third = departure('c3', 'SHP-C3', '2026-03-12T16:30:00+08:00');
    for (const body of [first, second, third]) {
      expect(await inbox.deliver('flexport', body)).not.toMatchObject({ body: { duplicate: true } });
    }
    for (const body of [first, second, third, JSON.stringify(JSON.parse(second), null, 1)]) {
      expect(await inbox.deliver('flexport', body)).toMatchObject({ status: 200, body: { duplicate: true } });
    }
    expect(await versions('c3')).toHaveLength(3);
  });

  it('as several versions at the same instant loses none of them and stores none twice', async () => {
    const bodies = [0, 1, 2, 3].map((minute) => departure('c4', 'SHP-C4', `2026-03-12T14:3${minute}:00+08:00`));
    const answers = await Promise.all([...bodies, ...bodies].map((body) => inbox.deliver('flexport', body)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await versions('c4')).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });
});
