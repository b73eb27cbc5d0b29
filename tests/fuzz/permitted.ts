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
  [/^the event (?:names no type|has no name)$/, 'the event has no name'],
  [/^the type of the event holds control characters$/, 'the name of the event holds control characters'],
  [/^the event is not an object$/, 'the event is not an object'],
  [/^(?:the event has no data object|\S+ has no data)$/, 'the event has no data'],
  // Nothing says what it is about, or what it says of it.
  [/^the event names no shipment$/, 'the event names no shipment'],
  [/^the event is about a (?:leg|container) and names none$/, 'the event names no leg or container'],
  [/^\S+ does not say whom it is about: /, 'the event does not say whom it is about'],
  [/^\S+ does not say which status$/, 'the event does not say which status'],
  // A time that is none: neither a time nor one of the ways to write that there is none.
  [/^\S+ has no readable timestamp$/, 'the time of the event is no time'],
  [/^the event states (?:no time$|neither when it occurred nor when it was created$)/, 'the event states no time'],
  [/^\S+ does not say when it happened$/, 'neither the event nor what it is about says when it happened'],
  // A removal or a payment that is gone, of nothing that is named.
  [/^a payment is gone, and nothing says what it paid$/, 'a payment is gone, and nothing says what it paid'],
];

/** The words under which a refusal is counted; null for one that is not permitted. */
export function permittedReason(message: string): string | null {
  return PERMITTED.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
