import { hash } from 'node:crypto';
import type { RecordType } from './record.ts';

/**
 * A UUID (version 8) derived from its parts: the same object has the same id on every machine, in whatever order its events
 * arrive. Parts are length-prefixed, so that `a`,`bc` and `ab`,`c` differ.
 */
function derived(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''));
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of an event, the same for each arrival of its key. */
export function eventId(provider: string, key: string): string {
  return derived('event', provider, key);
}

/** The id of a later version of an event, by the digest of its content. */
export function versionId(provider: string, key: string, digest: string): string {
  return derived('event', provider, key, digest);
}

/** The types of entities, each with a ledger. */
export type EntityType = 'shipment' | 'party' | RecordType;

/** The id of an entity, from its id at the provider. */
export function entityId(entityType: EntityType, provider: string, externalId: string): string {
  return derived(entityType, provider, externalId);
}

/** The id under which exceptions are about a source as a whole. */
export function sourceId(provider: string): string {
  return derived('source', provider);
}

/** The id of the rule by which a user is told of what concerns them, by e-mail address and channel. */
export function ownRuleId(email: string, channel: string): string {
  return derived('own rule', email, channel);
}

const known = new Map<string, string>();

/** The id of a leg or container of a shipment. Recent ids are cached, since the same few are derived again and again. */
export function partId(shipment: string, part: 'leg' | 'container', externalId: string): string {
  const name = `${shipment} ${part} ${externalId}`;
  const found = known.get(name);
  if (found) return found;
  if (known.size >= 20_000) known.clear();
  const id = derived(part, shipment, externalId);
  known.set(name, id);
  return id;
}
