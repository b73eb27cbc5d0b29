import { describe, expect, it } from 'vitest';
import { replayEvents } from '#lib/inbox/replay.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

describe('a repeated delivery', async () => {
  const inbox = await ownInbox();
  const { sql } = inbox;
  const versions = (key: string) => sql`
    select e.version, e.state, d.status, d.body is not null as kept, d.id as delivery from events e join deliveries d on d.id = e.delivery_id
    where e.key = ${`brief:${key}`} order by version`;
  const departedAt = async (shipment: string) => {
    const [row] = await sql`
      select m.occurred_text as at from milestones m join shipments s on s.id = m.shipment_id
      where s.external_id = ${shipment} and m.code = 'DEPARTED' and m.standing = 'current'`;
    return row?.at;
  };

  it('with other content under the same id is stored as a newer version and applied', async () => {
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
      { version: 1, state: 'processed', status: 'accepted', kept: true, delivery: expect.any(String) },
      { version: 2, state: 'processed', status: 'accepted', kept: true, delivery: expect.any(String) },
    ]);
    expect(await departedAt('SHP-C')).toBe('2026-03-13T09:00:00+08:00');
    await replayEvents(
      sql,
      inbox.queue,
      { delivery: String((await versions('c1'))[0]?.delivery) },
      { by: 'ops@example.com' },
    );
    await inbox.drain();
    expect(await departedAt('SHP-C')).toBe('2026-03-13T09:00:00+08:00');
  });

  it('with other content and the same times corrects the previous one, and an older report does not', async () => {
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

  it('with another key order or white space is a duplicate', async () => {
    const event = JSON.parse(departure('c2'));
    await inbox.deliver('flexport', JSON.stringify(event));
    const turned = { data: Object.fromEntries(Object.entries(event.data).reverse()), type: event.type, id: event.id };
    for (const text of [JSON.stringify(turned), JSON.stringify(event, null, 2), `${JSON.stringify(event)}\n`]) {
      expect(await inbox.deliver('flexport', text)).toMatchObject({ status: 200, body: { duplicate: true } });
    }
    expect(await versions('c2')).toHaveLength(1);
  });

  it('is a duplicate of the version that it repeats', async () => {
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

  it('as several versions at once loses none and stores none twice', async () => {
    const bodies = [0, 1, 2, 3].map((minute) => departure('c4', 'SHP-C4', `2026-03-12T14:3${minute}:00+08:00`));
    const answers = await Promise.all([...bodies, ...bodies].map((body) => inbox.deliver('flexport', body)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await versions('c4')).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  it('4: five times at once, and again a day later, has one effect and is answered 200 each time', async () => {
    const bodies = Array.from({ length: 20 }, (_, at) => departure(`five-${at}`, `SHP-FIVE-${at % 4}`));
    const effects = async () => Number((await sql`select count(*) from effects`)[0]?.count);
    const send = () =>
      Promise.all(bodies.flatMap((body) => Array.from({ length: 5 }, () => inbox.deliver('flexport', body))));
    const first = await send();
    await inbox.drain();
    const after = await effects();
    // A day later.
    await sql`update deliveries set received_at = received_at - interval '1 day'`;
    await sql`update events set received_at = received_at - interval '1 day', settled_at = settled_at - interval '1 day'`;
    const again = await send();
    await inbox.drain();
    expect([...first, ...again].every(({ status }) => status === 200)).toBe(true);
    const fresh = [...first, ...again].filter(({ body }) => !('duplicate' in body));
    expect(fresh).toHaveLength(20);
    expect(await effects()).toBe(after);
  });

  it('5: from the broker with another sentAt is a duplicate, in a batch and alone', async () => {
    const event = { event: 'SHIPMENT_BOOKED', timestamp: '2026-03-14T18:00:00Z', data: { id: 'sent-at' } };
    const batch = (sentAt: string) => JSON.stringify({ sentAt, events: [event] });
    expect(await inbox.deliver('mvmnt', batch('2026-03-14T18:00:05Z'))).not.toMatchObject({
      body: { duplicate: true },
    });
    const bare = JSON.stringify({ ...event, sentAt: '2026-03-14T18:06:05Z' });
    for (const body of [batch('2026-03-14T18:01:05Z'), bare]) {
      expect(await inbox.deliver('mvmnt', body)).toMatchObject({ status: 200, body: { duplicate: true } });
    }
    expect(await sql`select from events where key like '%sent-at%'`).toHaveLength(1);
  });
});
