import { Unreadable } from '#lib/errors.ts';
import { SNAPSHOT } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { outcomeOf, type ParsedEvent, parseEvent } from './event-envelope.ts';
import { type EventMapping, eventMap } from './event-map.ts';
import { readLinked, readOrder, shipmentsOf } from './linked.ts';
import { readParty } from './party.ts';
import { readRecord } from './records.ts';
import { namedBy } from './reference-events.ts';
import { readShipment } from './shipment.ts';
import { readSnapshot } from './snapshot.ts';

function read(parsed: ParsedEvent, mapping: EventMapping): Outcome {
  switch (mapping.target) {
    case 'shipment':
      return readShipment(parsed, mapping);
    case 'linked':
      return readLinked(parsed, mapping);
    case 'order':
      return readOrder(parsed);
    case 'party':
      return readParty(parsed, mapping);
    case 'record':
      return outcomeOf(
        parsed,
        readRecord(parsed, mapping.record, shipmentsOf(parsed.data)),
        `${mapping.subject} without an id`,
      );
    case 'none':
      return { outcome: 'ignore', reason: mapping.reason };
  }
}

/** Normalises an event. Its `timestamp` is the report time: the provider states no other. */
export function normalise(event: OpenedEvent): Outcome {
  if (event.type === '') throw new Unreadable('the event has no name');
  if (event.type.startsWith(SNAPSHOT)) return readSnapshot(event, normaliseParsed);
  if (!eventMap.has(event.type)) return unknown(event.type);
  const parsed = parseEvent(event);
  const outcome = normaliseParsed(parsed);
  if (outcome.outcome !== 'changes') return outcome;
  const refresh = namedBy(parsed);
  return refresh.length > 0 ? { ...outcome, refresh } : outcome;
}

function normaliseParsed(parsed: ParsedEvent): Outcome {
  const mapping = eventMap.get(parsed.type);
  return mapping ? read(parsed, mapping) : unknown(parsed.type);
}

function unknown(type: string): Outcome {
  return { outcome: 'unmapped', reason: `unknown event type ${type.slice(0, 80).toWellFormed()}` };
}
