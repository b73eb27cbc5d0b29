import type { Change } from '#lib/model/change.ts';
import { entityId } from '#lib/model/identity.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { LegFields, Stage } from '#lib/model/shipment.ts';
import { snapshotKey } from '#lib/model/snapshot-key.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyStatements } from '#lib/projections/apply-statements.ts';
import { readLedger } from '#lib/projections/ledger.ts';
import { projectEntity } from '#lib/projections/project-entity.ts';
import { statementsOf } from '#lib/projections/statements.ts';
import { DEFAULT_SETTINGS } from '#tests/support/default-settings.ts';

const SHIPMENT = 'S';
const NOW = '2026-06-01T00:00:00.000Z';

/** A place by name, with further fields. */
export function at(name: string, more: Partial<Place> = {}): Place {
  return { name, country: null, unlocode: null, timeZone: null, ...more };
}

/** A leg between two places, with the days of departure and arrival. */
export function leg(
  id: string,
  mode: LegFields['mode'],
  [origin, destination]: readonly [Place, Place],
  [departed, arrived]: readonly [(string | undefined)?, (string | undefined)?] = [],
): Change[] {
  return [
    { kind: 'leg', shipment: SHIPMENT, leg: id, fields: { mode, origin, destination } },
    ...(departed ? [happened('DEPARTED', departed, { leg: id })] : []),
    ...(arrived ? [happened('ARRIVED', arrived, { leg: id })] : []),
  ];
}

type Part = Partial<
  Pick<Extract<Change, { kind: 'milestone' }>, 'leg' | 'container' | 'containers' | 'place' | 'reason' | 'instance'>
>;

/** A milestone, by default a fact. */
export function happened(
  code: MilestoneCode,
  text: string,
  part: Part & { classifier?: 'PLN' | 'EST' | 'ACT' } = {},
): Change {
  return { kind: 'milestone', shipment: SHIPMENT, code, classifier: 'ACT', moment: parseMoment(text), ...part };
}

/** Containers of the shipment. */
export function containers(...ids: string[]): Change[] {
  return ids.map((id) => ({ kind: 'container', shipment: SHIPMENT, container: id, fields: {} }));
}

/** The status that the provider reports. */
export function reportedStatus(text: string, stage: Stage): Change {
  return { kind: 'shipment', shipment: SHIPMENT, fields: { reportedStatus: { text, stage } } };
}

type Snapshot = { snapshot: readonly Change[] };

/** An event from the provider's API instead of a webhook. */
export function snapshot(...changes: readonly Change[]): Snapshot {
  return { snapshot: changes };
}

/** The rows of a shipment after these events, one per day from 1 January on. */
export function shown(...events: readonly (readonly Change[] | Snapshot)[]) {
  const ledger = readLedger('');
  for (const [day, event] of events.entries()) {
    const reportedAt = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
    const [changes, key] =
      'snapshot' in event ? [event.snapshot, snapshotKey('test', String(day), reportedAt)] : [event, String(day)];
    const source = {
      id: entityId('shipment', 'event', String(day)),
      key,
      reportedAt,
      learnedAt: reportedAt,
    };
    applyStatements(ledger, [{ source, statements: changes.flatMap(statementsOf) }]);
  }
  const identity = {
    id: entityId('shipment', 'test', SHIPMENT),
    entityType: 'shipment',
    provider: 'test',
    externalId: SHIPMENT,
  } as const;
  const { rows } = projectEntity(identity, ledger, { asOf: NOW, ...DEFAULT_SETTINGS });
  const [row] = rows.shipments?.values() ?? [];
  if (!row) throw new Error('There is no shipment');
  return {
    row,
    status: String(row.status),
    reason: String(row.statusReason),
    legs: [...(rows.legs?.values() ?? [])].map(({ externalId }) => String(externalId)),
    containers: [...(rows.containers?.values() ?? [])],
    exceptions: [...(rows.exceptions?.values() ?? [])],
    milestones: [...(rows.milestones?.values() ?? [])],
  };
}
