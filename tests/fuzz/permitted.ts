/**
 * Why a payload, or one of its events, may be refused: it contradicts itself, or lacks what makes it an event at all. Nothing else
 * is a reason; each is counted under the words that stand beside it.
 */
const PERMITTED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  // No JSON, or not the envelope of the provider.
  [/^the body is not (?:UTF-8 text|JSON in UTF-8: )/, 'the body is not JSON'],
  [/^the body is not JSON$/, 'the body is not JSON'],
  [/^the body is not (?:an|a JSON) object$/, 'the body is not an object'],
  [/^the body has no list of events$/, 'the body has no list of events'],
  [/^the list of events is empty$/, 'the list of events is empty'],
  [/^the body is nested deeper than 100 levels$/, 'nested deeper than 100 levels'],
  [/^The delivery holds [\d,]+ events; /, 'more events than a delivery may hold'],
  // No name of an event, or nothing under it.
  [/^the event has no (?:type|name)$/, 'the event has no type'],
  [/^the type of the event holds control characters$/, 'the name of the event holds control characters'],
  [/^the event is not an object$/, 'the event is not an object'],
  [/^(?:the event has no data object|\S+ has no data)$/, 'the event has no data'],
  // Nothing says what it is about, or what it says of it.
  [/^the event states no shipment$/, 'the event states no shipment'],
  [/^the event states no (?:leg|container)$/, 'the event states no leg or container'],
  [/^\S+: data\.id is missing$/, 'data.id is missing'],
  [/^\S+ has no status$/, 'the event has no status'],
  // A time that is none: neither a time nor one of the ways to write that there is none.
  [/^\S+ has no readable timestamp$/, 'the time of the event is no time'],
  [/^the event (?:states no time|has neither occurred_at nor created_at)$/, 'the event states no time'],
  [/^\S+ has no date$/, 'neither the event nor its object has a date'],
  // A removal or a payment that is gone, of nothing that is named.
  [/^deleted payment without an invoice or bill$/, 'deleted payment without an invoice or bill'],
];

/** The words under which a refusal is counted; null for one that is not permitted. */
export function permittedReason(message: string): string | null {
  return PERMITTED.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
