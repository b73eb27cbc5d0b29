/** A request to a provider's API. `path` is added to the base address unless it is one of its own pages (`https://…`). */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
};

/** `body` is parsed JSON; null where there was none. `headers` have lower-case names. */
export type ApiAnswer = { status: number; headers: Readonly<Record<string, string>>; body: unknown };

/**
 * Sends a request. Resolves for every answer below 500 but 429: what a status means is the client's to say. Repeats what may be
 * repeated, in the pace that is allowed, and throws `Unavailable` when that did not help.
 */
export type Call = (request: ApiRequest) => Promise<ApiAnswer>;

/** A bearer token and the instant from which it is no longer good. */
export type Token = { token: string; expiresAt: string };

/** What the installation lends to a client. */
export type ApiTools = {
  /** The environment as it is; a client parses its own keys. Throws `Misconfigured` for those that make no sense. */
  env: Readonly<Record<string, string | undefined>>;
  /** A way to send to one host. */
  caller(base: string): Call;
  /**
   * The token kept under a name, shared by all processes; `renew` is called by one of them when there is none or it is about to
   * end. `refused` is a token that the provider did not take: it is not given again.
   */
  token(name: string, renew: () => Promise<Token>, refused?: string): Promise<string>;
};

/** One thing as the API states it at the moment. */
export type Snapshot = {
  /** One of the `kinds` of the API. */
  kind: string;
  /** The provider's own id of it, as text. */
  id: string;
  /** The thing as the provider wrote it, parsed from JSON and otherwise untouched. */
  raw: unknown;
  /** When the API was asked, UTC: the picture is not younger than this. */
  askedAt: string;
  /** When the provider says it changed last, UTC, where it says so. A hint, no more. */
  changedAt?: string | null;
};

/** Whether a provider's API stands behind an event of the inbox: the type of such an event is `snapshot.<kind>`. */
export const SNAPSHOT = 'snapshot.';

/** What an event of the inbox that was made of a snapshot holds. `object` is null for a thing that the provider no longer has. */
export type SnapshotRaw = { kind: string; id: string; askedAt: string; object: unknown };

/** `next` is what to pass as `cursor`; null on the last page. */
export type SnapshotPage = { snapshots: Snapshot[]; next: string | null };

/** What to read of a kind. */
export type Pull = {
  /** Only what changed at or after this instant, as far as the API can tell; null for everything. */
  since: string | null;
  cursor: string | null;
};

/** A kind of thing that the API lists. */
export type ApiKind = {
  kind: string;
  /** For people: `Purchase orders`. */
  title: string;
  /** Whether the API can be asked for changes; otherwise each run reads all, or `of` says of what. */
  changes: boolean;
};

/** An event that the provider says it has sent, and when. */
export type LedgerEvent = { key: string; type: string; raw: unknown; createdAt: string };

/** What came of something that was to be written. `refused` carries the provider's reason in words. */
export type Written = { outcome: 'accepted'; snapshot: Snapshot } | { outcome: 'refused'; reason: string };

/** A provider's API, for whom it is configured. Everything that is thrown is `Unavailable` or `Unreadable`. */
export type Api = {
  /** In the order in which they should be read: what others refer to comes first. */
  kinds: readonly ApiKind[];
  page(kind: string, pull: Pull): Promise<SnapshotPage>;
  /** One thing, or null when the provider no longer has it. */
  one(kind: string, id: string): Promise<Snapshot | null>;
  /** The events that the provider recorded; only where it keeps such a ledger. */
  ledger?(pull: Pull): Promise<{ events: LedgerEvent[]; next: string | null }>;
};

/** How an API is reached. */
export type ApiDoor = {
  /** The keys of the environment that belong to it, for documents and error messages. */
  keys: readonly string[];
  /** Whether the provider keeps a ledger of the events that it sent; without one nobody can tell a missed event from none. */
  ledger: boolean;
  /** Null when the environment has none of its keys. */
  connect(tools: ApiTools): Api | null;
};
