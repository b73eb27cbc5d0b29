import type { BookingFields } from '#lib/model/record.ts';
import { withPortTimeZone } from '#lib/places/with-port-time-zone.ts';
import { unreadableConditions, unreadableValues } from './conditions/unreadable-fields.ts';
import { currentClaim, fieldsOf, type Ledger } from './ledger.ts';
import type { Identity, Projection, RowOf } from './projection.ts';
import { commonColumns, isArchived, lastAt, readSteps, type Step, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';
import { recordSearchTerms } from './search-terms.ts';

/** Derives the rows of a booking from its ledger. */
export function projectBooking(identity: Identity, ledger: Ledger): Projection {
  const fields = readFields<BookingFields>(fieldsOf(ledger));
  const steps = readSteps(ledger);
  const row: RowOf<'bookings'> = {
    ...commonColumns(identity, ledger, fields.number),
    status: statusOf(fields, steps, ledger),
    removed: lastAt(steps, 'REMOVED') !== null,
    carrierBooking: fields.carrierBooking ?? null,
    mode: fields.mode ?? null,
    incoterm: fields.incoterm ?? null,
    origin: withPortTimeZone(fields.origin) ?? null,
    portOfLoading: withPortTimeZone(fields.portOfLoading) ?? null,
    portOfDischarge: withPortTimeZone(fields.portOfDischarge) ?? null,
    destination: withPortTimeZone(fields.destination) ?? null,
    shipper: fields.shipper ?? null,
    consignee: fields.consignee ?? null,
    notify: fields.notify ?? null,
    cargoReadyOn: fields.cargoReadyOn ?? null,
    deliveryOn: fields.deliveryOn ?? null,
    cargo: fields.cargo ?? null,
    weight: fields.weight ?? null,
    volume: fields.volume ?? null,
    pieces: fields.pieces ?? null,
    containerCounts: fields.containerCounts ?? null,
    lcl: fields.lcl ?? null,
    hazardous: fields.hazardous ?? null,
    instructions: fields.instructions ?? null,
    carrier: fields.carrier ?? null,
    vessel: fields.vessel ?? null,
    voyage: fields.voyage ?? null,
    createdAt: fields.createdAt ?? null,
    confirmedAt: lastAt(steps, 'CONFIRMED'),
    amendedAt: lastAt(steps, 'AMENDED'),
    amendments: steps.filter(({ code }) => code === 'AMENDED').length,
    rolledFrom: rolledFrom(ledger),
  };
  const links = shipmentRecordRows(identity, 'booking', ledger);
  return {
    bookings: new Map([[identity.id, row]]),
    exceptionConditions: unreadableConditions(identity, 'booking', isOpen(row) ? unreadableValues(ledger) : []),
    steps: stepRows(identity, 'booking', steps),
    shipmentRecords: links,
    searchTerms: recordSearchTerms(identity.id, links, [row.number, row.carrierBooking]),
  };
}

/** The dates of a booking matter until it has sailed or ended. */
const OPEN = new Set(['draft', 'submitted', 'confirmed']);
const isOpen = ({ status, removed }: RowOf<'bookings'>) => OPEN.has(status) && !removed;

const RANK = { draft: 10, submitted: 20, confirmed: 30, shipped: 40, cancelled: 90, archived: 90 } as const;

/** The furthest status that a snapshot or a step proves: an old snapshot in draft does not undo a confirmation. */
function statusOf({ status = 'draft' }: BookingFields, steps: readonly Step[], ledger: Ledger): string {
  if (lastAt(steps, 'CANCELLED')) return 'cancelled';
  if (isArchived(ledger, 'status')) return 'archived';
  const proven = lastAt(steps, 'CONFIRMED')
    ? 'confirmed'
    : lastAt(steps, 'SUBMITTED', 'AMENDED')
      ? 'submitted'
      : 'draft';
  return RANK[status] >= RANK[proven] ? status : proven;
}

/** The previous vessel or voyage, if the cargo was rolled to the current one. */
function rolledFrom(ledger: Ledger): RowOf<'bookings'>['rolledFrom'] {
  const histories = fieldsOf(ledger);
  const before = (name: 'vessel' | 'voyage') => {
    const history = histories.get(name) ?? [];
    const now = currentClaim(history);
    const value = currentClaim(history.filter((claim) => claim !== now))?.[0];
    return typeof value === 'string' ? value : null;
  };
  const [vessel, voyage] = [before('vessel'), before('voyage')];
  return vessel === null && voyage === null ? null : { vessel, voyage };
}
