import type { Change } from '#lib/model/change.ts';
import type { ApiClientFactory } from './api.ts';

/** Lower-case names; a repeated header is joined by `, ` as Node does. */
export type HeaderMap = Readonly<Record<string, string>>;

/** `secret` is the one that verified it. `reason` is shown to the sender and reveals nothing of the secret. */
export type Verification = { ok: true; secret: string } | { ok: false; reason: string };

/** One event of a delivery's body. */
export type OpenedEvent = {
  /** The idempotency key: the same event has the same key in every delivery. */
  key: string;
  /** The provider's event type, verbatim. */
  type: string;
  /** The event as the provider sent it, parsed from JSON and otherwise unchanged. */
  raw: unknown;
  /**
   * The key is an id of the provider, so that other content with the same key is a newer version of the event. Left out if the
   * key is derived from the content.
   */
  byId?: true;
};

/**
 * A normalised event.
 * `changes`: its changes, with `reportedAt`, the UTC instant (`…Z`, milliseconds) of the provider's report. Reports are ordered
 * by it, never by arrival. Null only if the event does not state it; the time of arrival is used then.
 * `refresh`: objects that the event only references; they are read from the API.
 * `ignore`: the type is known and has no changes; the reason is shown to operators.
 * `unmapped`: the type is unknown; the event is stored and can be replayed once it is mapped.
 */
export type Outcome =
  | { outcome: 'changes'; reportedAt: string | null; changes: Change[]; refresh?: readonly EntityRef[] }
  | { outcome: 'ignore'; reason: string }
  | { outcome: 'unmapped'; reason: string };

/** An object of the provider's API, by kind and id. */
export type EntityRef = { kind: string; id: string };

/** A provider. Each is one folder, listed in `lib/providers/index.ts`; no other code contains its name. */
export type Provider = {
  /** The path segment and the value of the `provider` columns: lower-case letters, digits and hyphens. */
  name: string;
  /** The name on screens: `Flexport`. */
  title: string;
  /** The environment key of its webhook secret. Its value is one or two secrets, comma-separated: current, previous. */
  secretKey: string;
  /**
   * Why the headers show that a request will fail `verify`, else null. So bodies of unknown senders are not read into memory.
   * Never throws. Compares in constant time.
   */
  precheck(headers: HeaderMap, secrets: readonly string[]): string | null;
  /** Checks that the bytes come from the provider. Never throws, whatever is sent. Compares in constant time. */
  verify(headers: HeaderMap, body: Uint8Array, secrets: readonly string[]): Verification;
  /**
   * Parses a verified body. Throws `Unreadable` if it is not JSON or not this provider's envelope, and `TooManyEvents`, before
   * any event is parsed, if it holds more than `limit`. Pure.
   */
  open(body: Uint8Array, limit?: number): OpenedEvent[];
  /**
   * Normalises an event that the provider sent, or one made of a snapshot (`SnapshotRaw` in `api.ts`). Throws `Unreadable` if a
   * known type lacks a required field. Pure.
   */
  normalise(event: OpenedEvent): Outcome;
  /**
   * A request with a valid signature, whose one event reports a shipment that does not exist. The key of the event and the id of the
   * shipment contain `id`. `at` is when it is reported, ISO 8601 UTC. Pure.
   */
  testRequest(secret: string, test: { id: string; at: string }): { headers: HeaderMap; body: string };
  /** All event types that `normalise` maps; the contract suite requires an outcome for each. */
  types: readonly string[];
  /** Its API; left out by a provider that only pushes. */
  api?: ApiClientFactory;
};
