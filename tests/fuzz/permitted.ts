/**
 * The permitted reasons to reject a payload or event: it contradicts itself, or lacks what an event requires. Any other rejection is a
 * fault. Each reason is counted under its name.
 */
const PERMITTED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  // Not JSON, or not the provider's envelope.
  [/^the body is not (?:UTF-8 text|JSON in UTF-8: )/, 'the body is not JSON'],
  [/^the body is not JSON$/, 'the body is not JSON'],
  [/^the body is not (?:an|a JSON) object$/, 'the body is not an object'],
  [/^the body has no list of events$/, 'the body has no list of events'],
  [/^the list of events is empty$/, 'the list of events is empty'],
  [/^the body is nested deeper than 100 levels$/, 'nested deeper than 100 levels'],
  [/^The delivery holds [\d,]+ events; /, 'more events than a delivery may hold'],
  // Without an event type or data.
  [/^the event has no (?:type|name)$/, 'the event has no type'],
  [/^the type of the event holds control characters$/, 'the name of the event holds control characters'],
  [/^the event is not an object$/, 'the event is not an object'],
  [/^(?:the event has no data object|\S+ has no data)$/, 'the event has no data'],
  // Without a subject, or without content about it.
  [/^the event states no shipment$/, 'the event states no shipment'],
  [/^the event states no (?:leg|container)$/, 'the event states no leg or container'],
  [/^\S+: data\.id is missing$/, 'data.id is missing'],
  [/^\S+ has no status$/, 'the event has no status'],
  // An invalid time that is not a notation of "no date" either.
  [/^\S+ has no readable timestamp$/, 'the time of the event is no time'],
  [/^the event (?:states no time|has neither occurred_at nor created_at)$/, 'the event states no time'],
  [/^\S+ has no date$/, 'neither the event nor its object has a date'],
  // A removal, or a removed payment, without an id.
  [/^deleted payment without an invoice or bill$/, 'deleted payment without an invoice or bill'],
];

/** The name under which a rejection is counted; null if it is not permitted. */
export function permittedReason(message: string): string | null {
  return PERMITTED.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
