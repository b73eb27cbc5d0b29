import { Unreadable } from '#lib/errors.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { type Heard, hear, outcomeOf } from './heard.ts';
import { readLinked, readOrder, shipmentsOf } from './linked.ts';
import { readParty } from './party.ts';
import { readRecord } from './records.ts';
import { readShipment } from './shipment.ts';
import { type Meaning, vocabulary } from './vocabulary.ts';

function read(heard: Heard, meaning: Meaning): Outcome {
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
  const meaning = vocabulary.get(event.type);
  if (!meaning) return { outcome: 'park', reason: `unknown event type ${event.type.slice(0, 80)}` };
  return read(hear(event), meaning);
}
