import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import { type ExceptionCommand, exceptionCommandSchema } from '#lib/model/exception-command.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch, exceptionsOf } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';

const OPS = 'ops@example.com';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 2 });
  await sql`insert into users (email, role, created_at) values (${OPS}, 'operator', now())`;
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

let shipment = '';
let shipments = 0;
beforeEach(async () => {
  await sql`truncate exception_acts, exception_cases, exception_conditions, exception_sweep`;
  shipments += 1;
  shipment = `P${shipments}`;
});

/** What is reported at an instant; without changes the clock alone moves. */
async function at(instant: string, ...changes: Change[]): Promise<void> {
  vi.setSystemTime(new Date(instant));
  if (changes.length > 0) await applyBatch(sql, reportedEvent(new Date(instant).toISOString(), ...changes));
  else await sweepExceptions(sql, async () => {});
}

const held = (time: string): Change => ({
  ...{ kind: 'milestone', shipment, code: 'CUSTOMS_HOLD', classifier: 'ACT', reason: 'exam' },
  moment: parseMoment(time),
});
const happened = (
  code: 'CUSTOMS_RELEASED' | 'DISCHARGED' | 'LOADED' | 'DEPARTED' | 'ARRIVED',
  time: string,
): Change => ({
  ...{ kind: 'milestone', shipment, code, classifier: 'ACT' },
  moment: parseMoment(time),
});

async function command(given: ExceptionCommand, ids?: readonly string[]) {
  const cases =
    ids ?? (await sql<{ id: string }[]>`select id from exception_cases order by opened_at`).map(({ id }) => id);
  return commandExceptions(sql, OPS, cases, exceptionCommandSchema.parse(given), async () => {});
}

const states = async () => (await exceptionsOf(sql, shipment)).map(({ generation, state }) => `${generation} ${state}`);
const acts = async () =>
  (await sql<{ kind: string }[]>`select kind from exception_acts order by id`).map(({ kind }) => kind);

/** A Monday. */
const MONDAY = '2026-03-30';

describe('an exception that a person resolves', () => {
  beforeEach(async () => {
    await at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    expect(await command({ act: 'resolve', resolution: 'fixed', note: 'Paid' })).toMatchObject([
      { outcome: 'applied' },
    ]);
  });

  it('stays resolved while time passes and the same is reported again', async () => {
    await at(`${MONDAY}T11:00:00Z`, held(`${MONDAY}T09:00:00Z`));
    await at('2026-04-02T10:00:00Z');
    expect(await states()).toEqual(['1 resolved']);
  });

  it('is overruled by evidence that is reported later', async () => {
    await at('2026-04-01T10:00:00Z', happened('CUSTOMS_RELEASED', '2026-04-01T09:00:00Z'));
    await at('2026-04-02T10:00:00Z', held('2026-04-02T09:00:00Z'));
    expect(await states()).toEqual(['1 ended', '2 open']);
  });

  it('is reopened by a person', async () => {
    await command({ act: 'reopen' });
    expect(await states()).toEqual(['1 open']);
    expect(await acts()).toEqual(['opened', 'resolved', 'reopened']);
  });
});

it('a resolution is overruled when newer evidence says the same of another time', async () => {
  const estimate = (time: string): Change[] => [
    { kind: 'leg', shipment, leg: 'L', fields: { mode: 'ocean' } },
    { kind: 'milestone', shipment, code: 'ARRIVED', classifier: 'EST', leg: 'L', moment: parseMoment(time) },
  ];
  const planned: Change = {
    kind: 'milestone',
    shipment,
    code: 'ARRIVED',
    classifier: 'PLN',
    leg: 'L',
    moment: parseMoment('2026-05-01'),
  };
  await at(`${MONDAY}T10:00:00Z`, ...estimate('2026-05-10'), planned);
  await command({ act: 'resolve', resolution: 'no_action' });
  await at('2026-04-02T10:00:00Z', ...estimate('2026-05-20'));
  expect(await states()).toEqual(['1 open']);
  expect(await acts()).toEqual(
    ['opened', 'resolved', 'changed', 'worsened', 'overruled'].filter((kind) => kind !== 'worsened'),
  );
});

describe('an exception that a person snoozes', () => {
  beforeEach(() => at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`)));

  it('until a date comes back then, without an event', async () => {
    await command({ act: 'snooze', until: '2026-04-02T09:00:00+02:00' });
    await at('2026-04-02T06:59:00Z');
    expect(await states()).toEqual(['1 snoozed']);
    await at('2026-04-02T07:01:00Z');
    expect(await states()).toEqual(['1 open']);
  });

  it('until the next milestone comes back with it, and its clock stood still', async () => {
    const before = await sql`select resolve_by as at from exception_cases`;
    await command({ act: 'snooze', until: 'milestone' });
    await at('2026-04-01T10:00:00Z');
    expect(await states()).toEqual(['1 snoozed']);
    await at('2026-04-01T10:00:00Z', happened('DISCHARGED', '2026-04-01T09:00:00Z'));
    expect(await states()).toEqual(['1 open']);
    const after = await sql`select resolve_by as at from exception_cases`;
    // Two working days of ten hours later.
    expect(Number(after[0]?.at) - Number(before[0]?.at)).toBe(2 * 24 * 3_600_000);
  });

  it.each(
    [...permutations(['LOADED', 'DEPARTED', 'ARRIVED'] as const)].map((codes) => [codes.join(', '), codes] as const),
  )(
    'until the next milestone comes back with each that is reported later, also if it lies before: %s',
    async (_, codes) => {
      const times = {
        LOADED: '2026-02-20T09:00:00Z',
        DEPARTED: '2026-02-22T09:00:00Z',
        ARRIVED: '2026-03-28T09:00:00Z',
      };
      for (const [turn, code] of codes.entries()) {
        const time = `2026-04-01T1${turn}`;
        await command({ act: 'snooze', until: 'milestone' });
        await at(`${time}:10:00Z`, ...codes.slice(0, turn).map((known) => happened(known, times[known])));
        expect(await states()).toEqual(['1 snoozed']);
        await at(`${time}:20:00Z`, happened(code, times[code]));
        expect(await states()).toEqual(['1 open']);
      }
    },
  );

  it('ends while it is snoozed if the evidence ends', async () => {
    await command({ act: 'snooze', until: 'worse' });
    await at('2026-04-01T10:00:00Z', happened('CUSTOMS_RELEASED', '2026-04-01T09:00:00Z'));
    expect(await states()).toEqual(['1 ended']);
  });

  it.each([
    ['in the past', '2026-03-29T10:00:00Z', 'That time has passed'],
    ['for years', '2028-01-01T10:00:00Z', 'It can be snoozed for a year at most'],
  ])('%s is refused', async (_, until, reason) => {
    expect(await command({ act: 'snooze', until })).toMatchObject([{ outcome: 'refused', reason }]);
    expect(await states()).toEqual(['1 open']);
  });
});

describe('a command', () => {
  beforeEach(() => at(`${MONDAY}T10:00:00Z`, held(`${MONDAY}T09:00:00Z`)));

  it('that is repeated changes and records nothing', async () => {
    expect(await command({ act: 'assign', owner: OPS })).toMatchObject([{ outcome: 'applied' }]);
    expect(await command({ act: 'assign', owner: OPS })).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await acts()).toEqual(['opened', 'assigned']);
  });

  it('to a person who is not here is refused', async () => {
    expect(await command({ act: 'assign', owner: 'stranger@example.com' })).toMatchObject([
      { outcome: 'refused', reason: 'No person here has the address stranger@example.com' },
    ]);
  });

  it('for many does what it can and says what it could not', async () => {
    const [known] = await sql<{ id: string }[]>`select id from exception_cases`;
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(
      await command({ act: 'note', note: 'Called @ops@example.com, and @Ann@x.example.' }, [unknown, known?.id ?? '']),
    ).toMatchObject([
      { id: unknown, outcome: 'refused' },
      { id: known?.id, outcome: 'applied' },
    ]);
    const [noted] = await sql`select content from exception_acts where kind = 'noted'`;
    expect(noted?.content.mentions).toEqual(['ops@example.com', 'ann@x.example']);
  });

  it('on one that has ended is refused, but a note is kept', async () => {
    await at('2026-04-01T10:00:00Z', happened('CUSTOMS_RELEASED', '2026-04-01T09:00:00Z'));
    expect(await command({ act: 'resolve', resolution: 'fixed' })).toMatchObject([{ outcome: 'refused' }]);
    expect(await command({ act: 'note', note: 'Late fee is being disputed' })).toMatchObject([{ outcome: 'applied' }]);
  });
});
