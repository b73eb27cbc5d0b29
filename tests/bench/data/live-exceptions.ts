import type { Sql } from '#db/client.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { syncExceptions } from '#lib/exceptions/sync.ts';
import { MAX_EXCEPTIONS_TOGETHER } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { tellCommand, tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { ADMIN } from '#tests/support/server.ts';
import { PEOPLE } from './fill-exceptions.ts';
import { atInstant, hoursAfter } from './held-clock.ts';

const DAYS = 30;

/**
 * Lets the exceptions of thirty days open, worsen and end as the product does it, day after day until an instant, and people act on
 * them: of those that open in a day 15 of 100 are resolved, 8 snoozed, 47 assigned, 10 noted, 5 acknowledged, the others left alone.
 */
export async function liveThrough(sql: Sql, until: string, note: (line: string) => void): Promise<void> {
  for (let day = DAYS; day >= 0; day -= 1) {
    const at = hoursAfter(until, -24 * day);
    await atInstant(at, async () => {
      await sweepExceptions(sql, tellExceptions);
      await actOn(sql, at, until);
    });
  }
  await endSome(sql, until);
  const [counts] = await sql`
    select count(*) filter (where closed_at is null and resolved_at is null and snoozed_at is null)::int as open,
      count(*) filter (where closed_at is null and snoozed_at is not null)::int as snoozed,
      count(*) filter (where closed_at is null and resolved_at is not null)::int as resolved,
      count(closed_at)::int as ended from exception_cases`;
  note(`exceptions: ${JSON.stringify(counts)}`);
}

/** What people do to a hundred exceptions: to those from one place until another. */
function commandsOf(until: string): [from: number, to: number, command: ExceptionCommand, by: string][] {
  const assigned = Array.from({ length: PEOPLE + 1 }, (_, at): [number, number, ExceptionCommand, string] => {
    const owner = at === 0 ? ADMIN.email : personOf(at);
    return [
      23 + Math.floor((47 * at) / (PEOPLE + 1)),
      23 + Math.floor((47 * (at + 1)) / (PEOPLE + 1)),
      { act: 'assign', owner },
      owner,
    ];
  });
  return [
    [0, 15, { act: 'resolve', resolution: 'fixed' }, personOf(1)],
    [15, 19, { act: 'snooze', until: hoursAfter(until, 96) }, personOf(2)],
    [19, 21, { act: 'snooze', until: 'milestone' }, personOf(3)],
    [21, 23, { act: 'snooze', until: 'worse' }, personOf(4)],
    ...assigned,
    [70, 80, { act: 'note', note: 'The carrier promised an answer until tomorrow.' }, personOf(5)],
    [80, 85, { act: 'acknowledge' }, personOf(6)],
  ];
}

const personOf = (n: number) => `person${n}@example.com`;

async function actOn(sql: Sql, openedAt: string, until: string): Promise<void> {
  const rows = await sql<{ id: string }[]>`select id from exception_cases where opened_at = ${openedAt} order by id`;
  for (const [from, to, command, by] of commandsOf(until)) {
    const ids = rows.flatMap(({ id }, at) => ((at * 37) % 100 >= from && (at * 37) % 100 < to ? [id] : []));
    for (let at = 0; at < ids.length; at += MAX_EXCEPTIONS_TOGETHER) {
      await commandExceptions(sql, by, ids.slice(at, at + MAX_EXCEPTIONS_TOGETHER), command, tellCommand);
    }
  }
}

/** Shipments that are delivered have no conditions: their exceptions end. */
async function endSome(sql: Sql, until: string): Promise<void> {
  const gone = await sql<{ id: string }[]>`
    delete from exception_conditions as condition using shipments
    where condition.entity_id = shipments.id and status = 'delivered' returning entity_id as id`;
  const ids = [...new Set(gone.map(({ id }) => id))].sort();
  for (let at = 0; at < ids.length; at += 500) {
    await sql.begin((tx) => syncExceptions(tx, ids.slice(at, at + 500), until));
  }
}
