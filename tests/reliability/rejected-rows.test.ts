import { beforeAll, describe, expect, it } from 'vitest';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

describe('a delivery that the database rejects', async () => {
  const inbox = await ownInbox();
  const { sql } = inbox;
  beforeAll(async () => {
    await sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.key like '%guilty%' then raise exception 'not this one'; end if;
        return new;
      end $$;
      create trigger refuse before insert on events for each row execute function refuse();
      create function refuse_all() returns trigger language plpgsql as $$
      begin
        if convert_from(new.body, 'UTF8') like '%hopeless%' then raise exception 'nor these bytes'; end if;
        return new;
      end $$;
      create trigger refuse_all before insert on deliveries for each row execute function refuse_all()`);
  });

  it('is rejected alone: the others of the same commit are stored and answered 200', async () => {
    const names = Array.from({ length: 60 }, (_, at) => (at % 20 === 7 ? `guilty-${at}` : `good-${at}`));
    const answers = await Promise.all(names.map((name) => inbox.deliver('flexport', departure(name))));
    expect(answers.map(({ status }) => status)).toEqual(names.map((name) => (name.startsWith('good') ? 200 : 400)));
    await inbox.drain();
    const applied = await sql`select key from events where state = 'processed'`;
    expect(applied).toHaveLength(57);
  });

  it('is stored as a dead letter with the reason', async () => {
    const body = departure('guilty-bytes');
    const answer = await inbox.deliver('flexport', body);
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('not this one') } });
    const [row] = await sql`
      select d.body, d.status, e.state, e.reason from deliveries d join events e on e.delivery_id = d.id
      where d.id = ${String('delivery' in answer.body && answer.body.delivery)}`;
    expect(Buffer.from(row?.body).toString()).toBe(body);
    expect(row).toMatchObject({
      status: 'malformed',
      state: 'dead_letter',
      reason: expect.stringContaining('not this'),
    });
  });

  it('is answered 400 even if its bytes cannot be stored, since a retry would not help', async () => {
    const answer = await inbox.deliver('flexport', departure('guilty-hopeless'));
    expect(answer).toMatchObject({ status: 400 });
  });
});
