import { entityId } from '#lib/model/identity.ts';
import type { Money } from '#lib/model/money.ts';
import type { RecordType, StepCode } from '#lib/model/record.ts';
import { searchable } from '#lib/model/reference.ts';
import type { Moment } from '#lib/model/time.ts';
import { currentClaim, fieldsOf, firstSourceOf, type Ledger, partsOf, type Source } from './ledger.ts';
import type { Identity, RowOf } from './projection.ts';
import { readFields } from './route.ts';

/** A current step: what happened, when, and the first event that stated it. */
export type Step = {
  key: string;
  code: StepCode;
  moment: Moment;
  amount: Money | null;
  note: string | null;
  first: Source;
};

/** The steps of a record in the order in which they happened, without retracted ones. */
export function readSteps(ledger: Ledger): Step[] {
  const steps: Step[] = [];
  for (const [key, histories] of partsOf(ledger, 'steps')) {
    const at = currentClaim(histories.get('at'));
    const first = firstSourceOf(ledger, at);
    if (!at?.[0] || !first) continue;
    const code = key.slice(0, key.indexOf('|')) as StepCode;
    const { amount = null, note = null } = readFields<{ amount: Money; note: string }>(histories);
    steps.push({ key, code, moment: at[0] as Moment, amount, note, first });
  }
  return steps.sort((a, b) =>
    a.moment.at < b.moment.at ? -1 : a.moment.at > b.moment.at ? 1 : a.key < b.key ? -1 : 1,
  );
}

/**
 * Whether a record is archived, by the latest report: a step that archived it, or the field `field` of a snapshot. An archived
 * record can be restored.
 */
export function isArchived(ledger: Ledger, field: 'archived' | 'status'): boolean {
  const stated = currentClaim(fieldsOf(ledger).get(field));
  let step = -1;
  for (const [key, histories] of partsOf(ledger, 'steps')) {
    const at = key.startsWith('ARCHIVED|') ? currentClaim(histories.get('at')) : undefined;
    if (at?.[0]) step = Math.max(step, at[2]);
  }
  if (stated && stated[2] > step) return stated[0] === true || stated[0] === 'archived';
  return step >= 0;
}

/** When a record last had a step of this code, or null. */
export function lastAt(steps: readonly Step[], ...codes: StepCode[]): string | null {
  return steps.findLast(({ code }) => codes.includes(code))?.moment.at ?? null;
}

type CommonColumns = Pick<
  RowOf<'products'>,
  'id' | 'provider' | 'externalId' | 'number' | 'searchable' | 'reportedAt' | 'learnedAt'
>;

/** The columns that every record has. */
export function commonColumns(
  { id, provider, externalId }: Identity,
  ledger: Ledger,
  number: string | undefined,
): CommonColumns {
  let learnedAt = '';
  for (const event of ledger.events) if (event.learnedAt > learnedAt) learnedAt = event.learnedAt;
  const name = number ?? externalId;
  const reportedAt = ledger.events.at(-1)?.reportedAt ?? '';
  // Truncated: a B-tree entry has a maximum size, and users search by the first characters.
  const sought = searchable(name).slice(0, 200);
  return { id, provider, externalId, number: name, searchable: sought, reportedAt, learnedAt };
}

export function stepRows(
  { id }: Identity,
  recordType: RecordType,
  steps: readonly Step[],
): Map<string, RowOf<'steps'>> {
  return new Map(
    steps.map(({ key, code, moment, amount, note, first }) => [
      `${id} ${key}`,
      {
        recordId: id,
        id: key,
        recordType,
        code,
        occurredAt: moment.at,
        occurredText: moment.text,
        occurredOffset: moment.offset,
        precision: moment.precision,
        amount,
        note,
        reportedAt: first.reportedAt,
        learnedAt: first.learnedAt,
        eventId: first.id,
      },
    ]),
  );
}

export function shipmentRecordRows(
  { id, provider }: Identity,
  recordType: RecordType,
  ledger: Ledger,
): Map<string, RowOf<'shipmentRecords'>> {
  const rows = new Map<string, RowOf<'shipmentRecords'>>();
  for (const [shipment, history] of fieldsOf(ledger, 'shipments')) {
    const shipmentId = entityId('shipment', provider, shipment);
    const eventId = firstSourceOf(ledger, history[0])?.id ?? '';
    rows.set(`${id} ${shipmentId}`, { recordId: id, shipmentId, recordType, eventId });
  }
  return rows;
}
