import { Unavailable, Unreadable } from '#lib/errors.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { ProviderRequest, RequestKind } from '#lib/model/request.ts';

/** A request to a provider's API. `path` is added to the base address unless it is one of its own pages (`https://…`). */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a form as a form. */
  body?: unknown;
  /** Whether it may be sent again when its result is unknown. By default a GET may, others only after throttling. */
  repeatable?: boolean;
};

/**
 * `body` is parsed JSON; null without a body. `requestedAt` is when the request reached the API, UTC, by the provider's clock if it
 * sends its time, since it is compared with report times of that provider.
 */
export type ApiAnswer = { status: number; body: unknown; requestedAt: string };

/**
 * Sends a request. Resolves for every JSON answer below 500 except redirects and 429; the client interprets the status. Retries
 * within the rate limit if the request may be repeated, then throws `Unavailable`. Throws `Unreadable` for an answer that is not
 * JSON or a redirect.
 */
export type Call = (request: ApiRequest) => Promise<ApiAnswer>;

/** A bearer token and the instant at which it expires. */
export type Token = { token: string; expiresAt: string };

/** The arguments of `connect`. */
export type ApiTools = {
  /** The environment; a client parses its own keys, and throws `Misconfigured` for invalid ones. */
  env: Readonly<Record<string, string | undefined>>;
  /** Makes a client for one host. */
  createClient(base: string): Call;
  /**
   * The provider's token, shared by all processes; one of them calls `renew` when there is none or it is about to expire.
   * `rejected` is a token that the provider did not accept; it is not returned again.
   */
  token(renew: () => Promise<Token>, rejected?: string): Promise<string>;
};

/** The provider issued no token, or none that it accepts; another request soon would fail too. */
export class TokenRejected extends Unavailable {
  override name = 'TokenRejected';
}

/** The API answered a request with an error: 401 for keys that it does not accept, 403 for what they may not read. */
export class AnswerRejected extends Unreadable {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An object as the API returned it. */
export type Snapshot = {
  /** One of the `kinds` of the API. */
  kind: string;
  /** Its id at the provider, as text. */
  id: string;
  /** The object as the provider sent it, parsed from JSON, without the parts that are separate objects. */
  raw: unknown;
  /** When the API was requested, UTC: the object is at least as old as this. */
  requestedAt: string;
  /** When it changed last according to the provider, UTC, if stated. A hint only. */
  changedAt?: string | null;
  /** Whether it is open; only of kinds whose incremental list contains the open objects. */
  open?: boolean;
  /** The entity that it is part of: if webhooks changed that since, the snapshot is stored even if unchanged. */
  subject: { entityType: EntityType; id: string } | null;
};

/** The prefix of the types of events that were made of snapshots: `snapshot.<kind>`. */
export const SNAPSHOT = 'snapshot.';

/**
 * The content of an event that was made of a snapshot, as it is stored. `askedAt` is `requestedAt` of the snapshot. `object` is null for
 * a deleted object; `back` marks a restored one. `subject` is the provider's id of the entity that the object is part of.
 */
export type SnapshotRaw = {
  kind: string;
  id: string;
  askedAt: string;
  object: unknown;
  subject: string | null;
  back?: true;
};

/** The result of reading one object: the object and its parts; empty if the provider does not have it. */
export type ReadResult = { snapshots: Snapshot[]; requestedAt: string };

/**
 * `next` is the `cursor` of the next page; null on the last one. A page may contain parts of other kinds, such as the legs of a
 * shipment.
 */
export type SnapshotPage = { snapshots: Snapshot[]; next: string | null };

/** Which page of a kind to read. */
export type PageQuery = {
  /** Only objects that changed at or after this instant, or are open, as far as the API can filter; null for all. */
  since: string | null;
  cursor: string | null;
};

/** A kind of object that the API lists. */
export type ApiKind = {
  kind: string;
  /** The title on screens: `Purchase orders`. */
  title: string;
  /** How incremental syncs list the kind: the objects changed since an instant (`dated`), the open objects, or not at all. */
  changes: 'dated' | 'open' | 'none';
  /** The type of entity that its objects are, or are parts of. */
  entityType: EntityType;
};

/** An event in the provider's event log, and when it was created. */
export type LoggedEvent = { key: string; type: string; raw: unknown; createdAt: string };

/** The result of a write; `reason` is the provider's. The outcome is `refused` because it is the stored state of a request. */
export type Written = { outcome: 'accepted'; snapshots: Snapshot[] } | { outcome: 'refused'; reason: string };

/** A company or address by the reference that requests take. `name` is empty if it has none; `country` is ISO 3166-1 alpha-2. */
export type KnownReference = {
  kind: 'company' | 'address';
  reference: string;
  name: string;
  town: string | null;
  country: string | null;
};

/** The writes of an API. `searchMark` is a unique text that becomes part of the written object, so that it can be searched for. */
export type ApiWrites = {
  kinds: readonly RequestKind[];
  /** The references in an object by which requests name companies and addresses. */
  referencesIn(snapshot: Snapshot): KnownReference[];
  write(request: ProviderRequest, searchMark: string): Promise<Written>;
  /** Finds the object of an earlier write; null if there is none, or for writes that cannot be found and may be repeated. */
  find(request: ProviderRequest, searchMark: string): Promise<Written | null>;
};

/** A configured API of a provider. It throws `Unavailable` or `Unreadable` only. */
export type Api = {
  /** In the order in which to read them: kinds that others refer to come first. */
  kinds: readonly ApiKind[];
  page(kind: string, query: PageQuery): Promise<SnapshotPage>;
  read(kind: string, id: string): Promise<ReadResult>;
  /** Left out if the API is read-only. */
  writes?: ApiWrites;
  /** Reads the event log; left out if the provider keeps none. */
  eventLog?(query: PageQuery): Promise<{ events: LoggedEvent[]; next: string | null }>;
};

/** Connects to an API. */
export type ApiClientFactory = {
  /** Its environment keys, for documents and error messages. */
  keys: readonly string[];
  /** The sets of keys of which one must be complete. */
  credentials: readonly (readonly string[])[];
  /** Whether the provider keeps a log of the events that it sent. Without one, missed events cannot be detected. */
  eventLog: boolean;
  /** Null if the environment has none of its keys. */
  connect(tools: ApiTools): Api | null;
};
