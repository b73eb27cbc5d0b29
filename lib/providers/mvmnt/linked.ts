import type { Outcome } from '../contract.ts';
import { ChangeCollector } from './change-collector.ts';
import { reasonOf } from './code-labels.ts';
import { outcomeOf, type ParsedEvent } from './event-envelope.ts';
import type { LinkedEventMapping } from './event-map.ts';
import { type Fields, isObject, objectsOf, textOf } from './read.ts';
import { readRecord } from './records.ts';
import { claimParts } from './shipment.ts';

/** The shipments that a payload names: one, a list, per application, or in a tag. */
export function shipmentsOf(data: Fields): string[] {
  const nested = isObject(data.shipment) ? data.shipment.id : undefined;
  const listed = Array.isArray(data.shipmentIds) ? data.shipmentIds : [];
  const applied = objectsOf(data.applications).map((application) => application.shipmentId);
  const tagged = isObject(data.tags) ? data.tags.shipmentId : undefined;
  const found = new Set<string>();
  for (const candidate of [data.shipmentId, nested, tagged, ...listed, ...applied]) {
    const id = textOf(candidate);
    if (id) found.add(id);
  }
  return [...found];
}

/** Normalises a quote, document, bill, payment, commission or tender: a milestone of each shipment that it names. */
export function readLinked(parsed: ParsedEvent, mapping: LinkedEventMapping): Outcome {
  const { data } = parsed;
  const instance = mapping.once ? undefined : (textOf(data.id) ?? parsed.key);
  const reason = mapping.reasonFrom && reasonOf(data[mapping.reasonFrom]);
  const shipments = shipmentsOf(data);
  const changes = shipments.flatMap((shipment) => {
    const claims = new ChangeCollector(shipment);
    for (const [field, type] of Object.entries(mapping.references ?? {})) claims.reference(type, textOf(data[field]));
    if (mapping.retracts || parsed.at)
      claims.milestone({
        code: mapping.code,
        classifier: 'ACT',
        moment: mapping.retracts ? null : parsed.at,
        ...(instance && { instance }),
        ...(reason && { reason }),
      });
    return claims.all();
  });
  if (mapping.record) changes.push(...readRecord(parsed, mapping.record, shipments));
  return outcomeOf(parsed, changes, `${mapping.subject} without a shipment`);
}

/**
 * Normalises an order: its number, references and stops belong to its shipment. Its status does not, since there can be several
 * orders.
 */
export function readOrder(parsed: ParsedEvent): Outcome {
  const { data } = parsed;
  const shipments = shipmentsOf(data);
  const changes = shipments.flatMap((shipment) => {
    const claims = new ChangeCollector(shipment);
    claims.reference('order', textOf(data.friendlyId) ?? textOf(data.key));
    claimParts(claims, { orders: [data], customer: data.customer });
    return claims.all();
  });
  return outcomeOf(
    parsed,
    changes,
    shipments.length > 0 ? 'order with nothing that we keep' : 'order without a shipment',
  );
}
