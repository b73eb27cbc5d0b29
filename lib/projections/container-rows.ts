import { isContainerNumber, paintedNumber } from '#lib/model/container-number.ts';
import { freeDayAt } from '#lib/model/free-day.ts';
import { partId } from '#lib/model/identity.ts';
import { endOfDay } from '#lib/model/lateness.ts';
import type { Place } from '#lib/model/place.ts';
import type { ContainerFields } from '#lib/model/shipment.ts';
import { type Ledger, partsOf } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RowOf } from './projection.ts';
import { type RouteLeg, readFields } from './route.ts';
import type { RouteShape } from './stage-on-leg.ts';
import { firstAbout, terminalTimes } from './terminal-times.ts';

/** `left`: the claims that prove that containers left the terminal, which ends their free time. */
type Journey = {
  claims: readonly MilestoneClaim[];
  left: readonly MilestoneClaim[];
  route: readonly RouteLeg[];
  shape: RouteShape;
};

/** The containers of a shipment. */
export function containerRows(
  shipmentId: string,
  ledger: Ledger,
  { claims, left, route, shape }: Journey,
): Map<string, RowOf<'containers'>> {
  const terminal = terminalOf(route) ?? null;
  const timeZone = terminal?.timeZone;
  const timesOf = terminalTimes(claims, shape);
  const rows = new Map<string, RowOf<'containers'>>();
  for (const [externalId, histories] of partsOf(ledger, 'containers')) {
    const fields = readFields<ContainerFields>(histories);
    const id = partId(shipmentId, 'container', externalId);
    const number = fields.number === undefined ? null : paintedNumber(fields.number);
    rows.set(id, {
      id,
      shipmentId,
      externalId,
      number,
      numberValid: number === null ? null : isContainerNumber(number),
      type: fields.type ?? null,
      size: fields.size ?? null,
      sealNumber: fields.sealNumber ?? null,
      lastFreeDay: fields.lastFreeDay ? shownFreeDay(fields.lastFreeDay, timeZone) : null,
      freeTimeEndsAt: freeTimeEnd(fields.lastFreeDay, timeZone),
      terminal,
      ...timesOf(externalId),
      leftAt: firstAbout(left, externalId),
    });
  }
  return rows;
}

/** The terminal where containers are fetched: where the last leg begins, or ends if that is the main carriage. */
export function terminalOf(route: readonly RouteLeg[]): Place | undefined {
  const last = route.at(-1);
  return (last?.main ? last.fields.destination : last?.fields.origin) ?? undefined;
}

/** The time zone of that terminal. */
export function terminalTimeZone(route: readonly RouteLeg[]): string | null | undefined {
  return terminalOf(route)?.timeZone;
}

/** The instant, UTC, at which a last free day ends at the terminal; the end of the day in UTC if its time zone is unknown. */
export function freeTimeEnd(day: string | null | undefined, timeZone: string | null | undefined): string | null {
  const end = endOfDay(freeDayAt(day ?? '', timeZone), timeZone ?? 'UTC');
  return Number.isNaN(end) ? null : new Date(end).toISOString();
}

/** As the source wrote it, if it begins with the day at the terminal; else that day. */
function shownFreeDay(text: string, timeZone: string | null | undefined): string {
  const day = freeDayAt(text, timeZone);
  return text.startsWith(day) ? text : day;
}
