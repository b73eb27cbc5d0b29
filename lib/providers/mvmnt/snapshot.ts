import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { lookup } from '#lib/model/lookup.ts';
import type { Moment } from '#lib/model/time.ts';
import { SNAPSHOT } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { statusOf } from './code-labels.ts';
import type { ParsedEvent } from './event-envelope.ts';
import { type Fields, isObject, momentOf, textOf } from './read.ts';

/** The type of the event that a webhook would have for an object as the API returned it. */
const EVENT_TYPES: Readonly<Record<string, (object: Fields) => string>> = {
  customer: () => 'CUSTOMER_UPDATED',
  carrier: () => 'CARRIER_UPDATED',
  shipment: () => 'shipment.updated',
  document: () => 'DOCUMENT_UPLOADED',
  invoice: () => 'CUSTOMER_INVOICE_CREATED',
  bill: ({ entityType }) => (entityType === 'VENDOR' ? 'VENDOR_INVOICE_CREATED' : 'CARRIER_INVOICE_CREATED'),
  payment: () => 'CUSTOMER_PAYMENT_CREATED',
  bill_payment: ({ recipientType }) =>
    recipientType === 'VENDOR' ? 'VENDOR_PAYMENT_CREATED' : 'CARRIER_PAYMENT_CREATED',
};

/** The types of events that are made of snapshots. */
export const snapshotTypes = Object.keys(EVENT_TYPES).map((kind) => SNAPSHOT + kind);

/**
 * Normalises a snapshot of the API like the webhook of such an object: milestones at its creation time, reported when the API was
 * requested. `normaliseParsed` normalises the event.
 */
export function readSnapshot(
  { key, type, raw }: OpenedEvent,
  normaliseParsed: (parsed: ParsedEvent) => Outcome,
): Outcome {
  if (!isObject(raw)) throw new Unreadable('the snapshot is not an object');
  const [kind, id, requestedAt] = [textOf(raw.kind) ?? '', textOf(raw.id), momentOf(raw.askedAt)];
  const eventTypeOf = lookup(EVENT_TYPES, kind);
  if (!eventTypeOf || type !== SNAPSHOT + kind) throw new Unreadable(`a snapshot of an unknown kind, ${kind}`);
  if (!id) throw new Unreadable('the snapshot has no id');
  if (!requestedAt) throw new Unreadable('the snapshot has no readable time');
  const { object } = raw;
  if (!isObject(object))
    return {
      outcome: 'changes',
      reportedAt: requestedAt.at,
      changes: deletionChanges(kind, id, requestedAt, textOf(raw.subject)),
    };
  const outcome = normaliseParsed({
    type: eventTypeOf(object),
    key,
    at: momentOf(object.createdAt) ?? requestedAt,
    data: object,
  });
  if (outcome.outcome !== 'changes') return outcome;
  const restored: Change[] = raw.back === true ? restorationChanges(kind, id) : [];
  return { ...outcome, reportedAt: requestedAt.at, changes: [...outcome.changes, ...restored] };
}

/** The changes of a deleted object: payments and bills may be deleted without a trace. */
function deletionChanges(kind: string, id: string, moment: Moment, subject: string | undefined): Change[] {
  switch (kind) {
    case 'shipment': {
      const { stage } = statusOf('DELETED');
      return [{ kind: 'shipment', shipment: id, fields: { reportedStatus: { text: 'DELETED', stage } } }];
    }
    case 'customer':
    case 'carrier':
      return [{ kind: 'party', party: id, fields: { removed: true } }];
    case 'document':
      return [{ kind: 'step', recordType: 'document', record: id, code: 'REMOVED', moment }];
    case 'invoice':
    case 'bill':
      return [{ kind: 'step', recordType: 'invoice', record: id, code: 'REMOVED', moment }];
    default: {
      if (!subject) throw new Unreadable('deleted payment without an invoice or bill');
      const paid = { kind: 'step', recordType: 'invoice', code: 'PAYMENT_MADE', instance: id } as const;
      return [{ ...paid, record: subject, moment: null }];
    }
  }
}

/** A party that was restored states itself whether it is deleted. */
function restorationChanges(kind: string, record: string): Change[] {
  if (kind === 'document') return [{ kind: 'step', recordType: 'document', record, code: 'REMOVED', moment: null }];
  if (kind === 'invoice' || kind === 'bill') {
    return [{ kind: 'step', recordType: 'invoice', record, code: 'REMOVED', moment: null }];
  }
  return [];
}
