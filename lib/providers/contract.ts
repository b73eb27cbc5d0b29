import type { Change } from '#lib/model/change.ts';
import type { ApiClientFactory } from './api.ts';

/** Lower-case names; a repeated header is joined by `, ` as Node does. */
export type HeaderMap = Readonly<Record<string, string>>;

/** `secret` is the one that vouched for it. `reason` is shown to the sender: what was wrong, in words, and nothing of the secret. */
export type Verification = { ok: true; secret: string } | { ok: false; reason: string };

/** One event taken out of a delivery's body. */
export type OpenedEvent = {
  /** The idempotency key: the same event delivered again has the same key, whatever the delivery around it looks like. */
  key: string;
  /** The provider's own name for the kind of event, verbatim. */
  type: string;
  /** The event as the provider wrote it, parsed from JSON and otherwise untouched. */
  raw: unknown;
  /**
   * The key is an id that the provider gave, which says nothing of the content: other content under it is a newer version of
   * the event. Left out where the key is made of the content.
   */
  byId?: true;
};

/**
 * What an event says.
 * `changes`: facts, with `reportedAt`, the UTC instant (`…Z`, milliseconds) at which the provider made the report. Facts are
 * compared by it, never by arrival. Null only where the event does not say: then the time of its arrival has to serve.
 * `ignore`: the type is known and says nothing that we keep; the reason is shown to operators.
 * `unmapped`: the type is unknown; the event is kept and can be replayed once it is mapped.
 */
export type Outcome =
  | { outcome: 'changes'; reportedAt: string | null; changes: Change[]; again?: readonly EntityRef[] }
  | { outcome: 'ignore'; reason: string }
  | { outcome: 'unmapped'; reason: string };

/** A thing of the provider's API by its kind and id. `again` names those of which an event told little: they are read anew. */
export type EntityRef = { kind: string; id: string };

/** What a provider has to offer. One folder holds each; `lib/providers/index.ts` lists them; nothing else knows their names. */
export type Provider = {
  /** The path segment, the text in the `provider` columns: lower-case letters, digits and hyphens. */
  name: string;
  /** For people: `Flexport`. */
  title: string;
  /** The environment key of its webhook secret. Its value is one or two secrets, comma-separated: current, previous. */
  secretKey: string;
  /**
   * Why the headers alone show that a delivery will not pass `verify`, or null when that takes the body: so that nobody without
   * a token makes us hold a body. Never throws. Constant-time compares.
   */
  precheck(headers: HeaderMap, secrets: readonly string[]): string | null;
  /** Checks that the bytes come from the provider. Never throws for anything a stranger can send. Constant-time compares. */
  verify(headers: HeaderMap, body: Uint8Array, secrets: readonly string[]): Verification;
  /**
   * Opens a verified body. Throws `Unreadable` when it is not JSON or not this provider's envelope, and `TooManyEvents`, before
   * any event is looked at, when it holds more than `limit`. Pure.
   */
  open(body: Uint8Array, limit?: number): OpenedEvent[];
  /**
   * Says what an event means: one that the provider sent, or one made of a snapshot (`SnapshotRaw` in `api.ts`). Throws `Unreadable` when a known type lacks what its meaning needs. Pure.
   */
  normalise(event: OpenedEvent): Outcome;
  /** Every event type that `normalise` knows; the contract suite wants an outcome for each. */
  types: readonly string[];
  /** Its API; left out by a provider that only pushes. */
  api?: ApiClientFactory;
};
