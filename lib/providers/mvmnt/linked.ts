import type { Outcome } from '../contract.ts';
import { ChangeCollector } from './change-collector.ts';
import { reasonOf } from './code-labels.ts';
import { outcomeOf, type ParsedEvent } from './event-envelope.ts';
import type { LinkedEventMapping } from './event-map.ts';
import { type Fields, isObject, objectsOf, textOf } from './read.ts';
import { readRecord } from './records.ts';
import { claimParts } from './shipment.ts';

/** The shipments that a payload names, in any of the ways in which it may: one, a list, per application, in a tag. */
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

/** A quote, document, bill, payment, commission or tender: a milestone of each shipment that it names. */
export function readLinked(heard: ParsedEvent, meaning: LinkedEventMapping): Outcome {
  const { data } = heard;
  const instance = meaning.once ? undefined : (textOf(data.id) ?? heard.key);
  const reason = meaning.reasonFrom && reasonOf(data[meaning.reasonFrom]);
  const shipments = shipmentsOf(data);
  const changes = shipments.flatMap((shipment) => {
    const claims = new ChangeCollector(shipment);
    for (const [field, type] of Object.entries(meaning.references ?? {})) claims.reference(type, textOf(data[field]));
    if (meaning.retracts || heard.at)
      claims.milestone({
        code: meaning.code,
        classifier: 'ACT',
        moment: meaning.retracts ? null : heard.at,
        ...(instance && { instance }),
        ...(reason && { reason }),
      });
    return claims.all();
  });
  if (meaning.record) changes.push(...readRecord(heard, meaning.record, shipments));
  return outcomeOf(heard, changes, `${meaning.subject} without a shipment`);
}

/** An order: its number, references and stops are its shipment's. Its status is not: there can be several orders. */
export function readOrder(heard: ParsedEvent): Outcome {
  const { data } = heard;
  const shipments = shipmentsOf(data);
  const changes = shipments.flatMap((shipment) => {
    const claims = new ChangeCollector(shipment);
    claims.reference('order', textOf(data.friendlyId) ?? textOf(data.key));
    claimParts(claims, { orders: [data], customer: data.customer });
    return claims.all();
  });
  return outcomeOf(
    heard,
    changes,
    shipments.length > 0 ? 'order with nothing that we keep' : 'order without a shipment',
  );
}
