import type { PartyFields } from '#lib/model/change.ts';
import type { Outcome } from '../contract.ts';
import { outcomeOf, type ParsedEvent, subjectOf } from './event-envelope.ts';
import type { PartyEventMapping } from './event-map.ts';
import { firstPlace, flatAddress } from './place.ts';
import { type Fields, isObject, momentOf, stated, textOf } from './read.ts';

function nameOf(data: Fields): string | undefined {
  const person = [textOf(data.firstName), textOf(data.lastName)].filter(Boolean).join(' ');
  return textOf(data.name) ?? textOf(data.legalName) ?? (person || undefined);
}

function described(data: Fields): PartyFields {
  const location = isObject(data.location) ? data.location : undefined;
  return {
    name: nameOf(data),
    scac: textOf(data.scac),
    mcNumber: textOf(data.mcNumber),
    dotNumber: textOf(data.dotNumber),
    email: textOf(data.email),
    phone: textOf(data.phoneNumber) ?? textOf(data.phone),
    place: firstPlace(flatAddress(data), data.address, data.corporateAddress, data.billingAddress, location),
    reference: textOf(data.key) ?? textOf(data.friendlyId),
  };
}

/**
 * Normalises a company, contact or location. Missing fields mean not stated, so a deletion with an id only keeps the name. Of a
 * payment method only its existence is read.
 */
export function readParty(parsed: ParsedEvent, mapping: PartyEventMapping): Outcome {
  const { data } = parsed;
  const fields: PartyFields = stated({
    type: mapping.type,
    status: mapping.status ?? textOf(data.status),
    removed: mapping.removed || momentOf(data.deletedAt) !== undefined,
    ...(mapping.secret ? {} : described(data)),
  });
  return outcomeOf(parsed, [{ kind: 'party', party: subjectOf(parsed), fields }], 'nothing said');
}
