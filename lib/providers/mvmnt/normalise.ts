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

function read(heard: ParsedEvent, meaning: EventMapping): Outcome {
  switch (meaning.says) {
    case 'shipment':
      return readShipment(heard, meaning);
    case 'linked':
      return readLinked(heard, meaning);
    case 'order':
      return readOrder(heard);
    case 'party':
      return readParty(heard, meaning);
    case 'record':
      return outcomeOf(
        heard,
        readRecord(heard, meaning.record, shipmentsOf(heard.data)),
        `${meaning.subject} without an id`,
      );
    case 'nothing':
      return { outcome: 'ignore', reason: meaning.reason };
  }
}

/** Says what an event means. Facts carry the event's own `timestamp` as report time: the provider states no other. */
export function normalise(event: OpenedEvent): Outcome {
  if (event.type === '') throw new Unreadable('the event has no name');
  if (event.type.startsWith(SNAPSHOT)) return readSnapshot(event, tell);
  if (!eventMap.has(event.type)) return unknown(event.type);
  const heard = parseEvent(event);
  const said = tell(heard);
  if (said.outcome !== 'changes') return said;
  const again = namedBy(heard);
  return again.length > 0 ? { ...said, again } : said;
}

function tell(heard: ParsedEvent): Outcome {
  const meaning = eventMap.get(heard.type);
  return meaning ? read(heard, meaning) : unknown(heard.type);
}

function unknown(type: string): Outcome {
  return { outcome: 'unmapped', reason: `unknown event type ${type.slice(0, 80).toWellFormed()}` };
}
