import { Unavailable } from '#lib/errors.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { ProviderRequest, RequestKind } from '#lib/model/request.ts';

/** A request to a provider's API. `path` is added to the base address unless it is one of its own pages (`https://…`). */
export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a form as a form. */
  body?: unknown;
  /** Whether it may be sent again when nothing says what came of it. Left out: a GET may, others only when they were throttled. */
  repeatable?: boolean;
};

/**
 * `body` is parsed JSON; null where there was none. `askedAt` is when the question reached the API, UTC, by the provider's own
 * clock where it tells the time: what it states about is compared with events that bear its own times.
 */
export type ApiAnswer = { status: number; body: unknown; askedAt: string };

/**
 * Sends a request. Resolves for every answer in JSON below 500 but redirects and 429: what a status means is the client's to
 * say. Repeats what may be repeated, in the pace that is allowed, and throws `Unavailable` when that did not help; throws
 * `Unreadable` for an answer that is not JSON or leads elsewhere.
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
   * The provider's token, shared by all processes; `renew` is called by one of them when there is none or it is about to end.
   * `refused` is a token that the provider did not take: it is not given again.
   */
  token(renew: () => Promise<Token>, refused?: string): Promise<string>;
};

/** The provider gave no token, and said so: asking again soon is in vain. */
export class TokenRefused extends Unavailable {
  override name = 'TokenRefused';
}

/** One thing as the API states it at the moment. */
export type Snapshot = {
  /** One of the `kinds` of the API. */
  kind: string;
  /** The provider's own id of it, as text. */
  id: string;
  /** The thing as the provider wrote it, parsed from JSON, less what is read as a thing of its own. */
  raw: unknown;
  /** When the API was asked, UTC: the picture is not younger than this. */
  askedAt: string;
  /** When the provider says it changed last, UTC, where it says so. A hint, no more. */
  changedAt?: string | null;
  /** Whether it is still to be settled; stated only of kinds that are asked for what is open. */
  open?: boolean;
  /** Whose picture it is part of: what webhooks said of that since makes it worth hearing again. */
  subject: { entityType: EntityType; id: string } | null;
};

/** Whether a provider's API stands behind an event of the inbox: the type of such an event is `snapshot.<kind>`. */
export const SNAPSHOT = 'snapshot.';

/**
 * What an event of the inbox that was made of a snapshot holds. `object` is null for a thing that the provider no longer has;
 * `back` marks one that it has again. `subject` is the provider's id of that whose picture the thing is part of.
 */
export type SnapshotRaw = {
  kind: string;
  id: string;
  askedAt: string;
  object: unknown;
  subject: string | null;
  back?: true;
};

/** What a question about one thing brought: it, and after it what comes along; nothing when the provider does not have it. */
export type Reading = { snapshots: Snapshot[]; askedAt: string };

/** `next` is what to pass as `cursor`; null on the last page. A page may bring other kinds along, such as the legs of a shipment. */
export type SnapshotPage = { snapshots: Snapshot[]; next: string | null };

/** What to read of a kind. */
export type Pull = {
  /** Only what changed at or after this instant, or is open, as far as the API can tell; null for everything. */
  since: string | null;
  cursor: string | null;
};

/** A kind of thing that the API lists. */
export type ApiKind = {
  kind: string;
  /** For people: `Purchase orders`. */
  title: string;
  /**
   * What the API can be asked for between two readings of everything: what changed since an instant, what is open, or nothing.
   */
  changes: 'dated' | 'open' | 'none';
};

/** An event that the provider says it has sent, and when. */
export type LoggedEvent = { key: string; type: string; raw: unknown; createdAt: string };

/** What came of something that was to be written. `refused` carries the provider's reason in words. */
export type Written = { outcome: 'accepted'; snapshots: Snapshot[] } | { outcome: 'refused'; reason: string };

/** What an API takes. `mark` is text that is found nowhere else: what is written bears it, so that it can be found again. */
export type ApiWrites = {
  kinds: readonly RequestKind[];
  write(asked: ProviderRequest, mark: string): Promise<Written>;
  /** What was written under a mark; null when nothing was, or for what leaves no trace and does no harm twice. */
  find(asked: ProviderRequest, mark: string): Promise<Written | null>;
};

/** A provider's API, for whom it is configured. Everything that is thrown is `Unavailable` or `Unreadable`. */
export type Api = {
  /** In the order in which they should be read: what others refer to comes first. */
  kinds: readonly ApiKind[];
  page(kind: string, pull: Pull): Promise<SnapshotPage>;
  read(kind: string, id: string): Promise<Reading>;
  /** Left out where nothing can be written. */
  writes?: ApiWrites;
  /** The events that the provider recorded; only where it keeps such a log. */
  eventLog?(pull: Pull): Promise<{ events: LoggedEvent[]; next: string | null }>;
};

/** How an API is reached. */
export type ApiClientFactory = {
  /** The keys of the environment that belong to it, for documents and error messages. */
  keys: readonly string[];
  /** Whether the provider keeps a log of the events that it sent. Without one, missed events cannot be detected. */
  eventLog: boolean;
  /** Null when the environment has none of its keys. */
  connect(tools: ApiTools): Api | null;
};
