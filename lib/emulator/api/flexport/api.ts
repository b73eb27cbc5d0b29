import { bearerOf, type Call, json, objectOf, type Reply } from '#lib/emulator/api/call.ts';
import type { State } from '#lib/emulator/api/state.ts';
import { type Client, Tokens } from '#lib/emulator/api/tokens.ts';
import type { Json } from '#lib/emulator/flexport/parts.ts';
import { catalogue } from './catalogue.ts';
import type { Listing } from './collection.ts';
import { expand, fieldsOf, localLinks } from './expand.ts';
import { invoicesAndDocuments } from './invoices-and-documents.ts';
import { orders } from './orders.ts';
import { Refused } from './refused.ts';
import { transport } from './transport.ts';
import { WriteEndpoints } from './write-endpoints.ts';

export type FlexportOptions = Client & {
  /** A key that never expires, besides the tokens. */
  apiKey: string;
  /** The real clock, for tokens. */
  clock: () => number;
};

const TOKENS_A_DAY = 10;
const TOKEN_LIFE = 86_400;

function refusal(status: number, code: string, message: string): Reply {
  const error = { _object: '/api/error', status, code, message };
  return json(status, { _object: '/api/response', error, data: null });
}

/** The error format of API version 1. */
function oldRefusal(status: number, code: string, message: string): Reply {
  return json(status, { errors: [{ code, message }] });
}

function nothing(path: string): Reply {
  return refusal(404, 'not_found', `${path} could not be found`);
}

/** Flexport API v2 over a state. Links in its responses begin with `base`. */
export class FlexportApi {
  readonly tokens: Tokens;
  readonly #apiKey: string;
  readonly #collections: Map<string, Listing>;
  readonly #writes: WriteEndpoints;

  constructor(state: State, { apiKey, clock, ...client }: FlexportOptions) {
    this.tokens = new Tokens(client, TOKEN_LIFE, clock);
    this.#apiKey = apiKey;
    this.#writes = new WriteEndpoints(state);
    const all = [
      transport(state),
      invoicesAndDocuments(state),
      orders(state, this.#writes),
      catalogue(state, this.#writes),
    ].flat();
    this.#collections = new Map(all.map((one) => [one.path, one]));
  }

  /** Every object under a path, such as `/shipment_legs`, in full. Throws RangeError for an unknown path. */
  allObjects(path: string): Generator<Json> {
    const collection = this.#collections.get(path);
    if (!collection) throw new RangeError(`there is no ${path}`);
    return collection.allObjects();
  }

  /** Responds to a request; its path is relative to the base URL. */
  answer(call: Call, base: string): Reply {
    if (call.path === '/oauth/token') return this.#grant(call);
    const token = bearerOf(call);
    if (token !== this.#apiKey && !this.tokens.accepts(token)) return oldRefusal(401, 'bad_token', 'Bad Token');
    try {
      const reply = this.#route(call, base);
      return { ...reply, text: localLinks(reply.text, base) };
    } catch (thrown) {
      if (thrown instanceof Refused) return refusal(400, 'bad_request', thrown.message);
      throw thrown;
    }
  }

  #grant({ method, text }: Call): Reply {
    if (method !== 'POST') return refusal(405, 'method_not_allowed', 'Tokens are requested by POST');
    if (this.tokens.count() > TOKENS_A_DAY) {
      return oldRefusal(429, 'too_many_requests', `No more than ${TOKENS_A_DAY} tokens a day`);
    }
    const { client_id, client_secret, grant_type } = objectOf(text) ?? {};
    const known = grant_type === 'client_credentials' && this.tokens.hasCredentials(client_id, client_secret);
    return known ? json(200, this.tokens.issue()) : oldRefusal(401, 'invalid_client', 'Unknown client');
  }

  #route(call: Call, base: string): Reply {
    const download = /^(\/documents\/\w+)\/download$/.exec(call.path)?.[1];
    if (download && call.method === 'GET') return this.#download(download);
    const data = call.method === 'GET' ? this.#read(call.path, call.query) : this.#write(call);
    if (data === null) return nothing(call.path);
    if (data === undefined) return { status: 302, headers: { Location: '/', 'Content-Type': 'text/html' }, text: HOME };
    const query = call.query.size > 0 ? `?${call.query}` : '';
    const self = `${base}${call.path}${query}`;
    return json(200, { _object: '/api/response', self, version: 2, data, error: null });
  }

  #download(path: string): Reply {
    const document = this.#read(path, new URLSearchParams());
    if (!document) return nothing(path);
    const text = `%PDF-1.4\n% ${document.file_name}\n%%EOF\n`;
    return { status: 200, headers: { 'Content-Type': 'application/pdf' }, text };
  }

  /** Null for a missing object, undefined for an unknown URL. */
  #read(path: string, query: URLSearchParams): Json | null | undefined {
    const fields = fieldsOf(query);
    const expanded = (object: Json) => expand(object, fields, (link, linkQuery) => this.#read(link, linkQuery) ?? null);
    const collection = this.#collections.get(path);
    if (collection) {
      const page = collection.list(query);
      return { ...page, data: (page.data as Json[]).map(expanded) };
    }
    const cut = path.lastIndexOf('/');
    const object = this.#collections.get(path.slice(0, cut))?.find(path.slice(cut + 1));
    return object ? expanded(object) : object;
  }

  #write({ method, path, text }: Call): Json | null | undefined {
    const body = objectOf(text);
    const product = /^\/products\/(\d+)$/.exec(path)?.[1];
    const route = product ? 'PATCH /products/:id' : `${method} ${path}`;
    if (!WRITES.has(route)) return undefined;
    if (!body) throw new Refused('the body must be a JSON object');
    if (product) return this.#writes.updateProduct(product, body);
    if (path === '/bookings') return this.#writes.createBooking(body);
    return path === '/products' ? this.#writes.createProduct(body) : this.#writes.amendBooking(body);
  }
}

const WRITES = new Set(['POST /bookings', 'POST /booking_amendments', 'POST /products', 'PATCH /products/:id']);
const HOME = '<html><body>You are being <a href="/">redirected</a>.</body></html>';
