import { bearerOf, type Call, json, objectOf, type Reply } from '#lib/emulator/api/call.ts';
import type { State } from '#lib/emulator/api/state.ts';
import { type Client, Tokens } from '#lib/emulator/api/tokens.ts';
import { brokerShipments, FILES } from './broker-shipments.ts';
import { Budget } from './budget.ts';
import { Invalid } from './filter.ts';
import { finance } from './money.ts';
import { parties } from './parties.ts';
import type { Json, Listing } from './resource.ts';

export type MvmntOptions = Client & {
  /** Requests that all clients together may make in a minute. */
  perMinute: number;
  /** The real clock, for tokens and the budget. */
  clock: () => number;
};

const TOKEN_LIFE = 3600;

function refusal(
  status: number,
  error: string,
  message: string,
  details?: { field: string; message: string }[],
): Reply {
  return json(status, { error, message, ...(details && { details }) });
}

/** MVMNT API v1 over a state. */
export class MvmntApi {
  readonly tokens: Tokens;
  readonly #budget: Budget;
  readonly #resources: Map<string, Listing>;

  constructor(state: State, { perMinute, clock, ...client }: MvmntOptions) {
    this.tokens = new Tokens(client, TOKEN_LIFE, clock);
    this.#budget = new Budget(perMinute, clock);
    const all = [...brokerShipments(state), ...finance(state), ...parties(state)];
    this.#resources = new Map(all.map((one) => [one.name, one]));
  }

  /** Every record of a resource, such as `bill-payments`, in full. Throws RangeError for an unknown one. */
  allObjects(name: string): Generator<Json> {
    const resource = this.#resources.get(name);
    if (!resource) throw new RangeError(`there is no ${name}`);
    return resource.allObjects();
  }

  /** Responds to a request; its path is relative to the host: `/v1/…` and `/oauth2/token`. */
  answer(call: Call, base: string): Reply {
    if (call.path === '/oauth2/token') return this.#grant(call);
    const file = /^\/files\/([\w-]+)$/.exec(call.path)?.[1];
    if (file) return this.#download(file);
    if (!this.tokens.accepts(bearerOf(call))) return refusal(401, 'unauthorized', 'The access token is not valid');
    const { headers, retryAfter } = this.#budget.spend();
    if (retryAfter !== null) {
      const refused = refusal(429, 'rate_limit_exceeded', 'Too many requests');
      return { ...refused, headers: { ...refused.headers, ...headers, 'Retry-After': String(retryAfter) } };
    }
    const reply = this.#route(call);
    return { ...reply, headers: { ...reply.headers, ...headers }, text: reply.text.replaceAll(FILES, base) };
  }

  #grant({ method, text }: Call): Reply {
    const form = new URLSearchParams(text);
    const known = this.tokens.hasCredentials(form.get('client_id'), form.get('client_secret'));
    if (method === 'POST' && form.get('grant_type') === 'client_credentials' && known) {
      return json(200, this.tokens.issue());
    }
    return refusal(401, 'invalid_client', 'Unknown client');
  }

  #download(id: string): Reply {
    const document = this.#resources.get('documents')?.find(id, 'id');
    if (!document) return refusal(404, 'not_found', `There is no file ${id}`);
    const text = `%PDF-1.4\n% ${document.fileName}\n%%EOF\n`;
    return { status: 200, headers: { 'Content-Type': 'application/pdf' }, text };
  }

  #route({ method, path, query, text }: Call): Reply {
    const [, version, name = '', id = '', below, ...more] = path.split('/');
    const resource = version === 'v1' && more.length === 0 ? this.#resources.get(name) : undefined;
    if (!resource) return refusal(404, 'not_found', `There is no ${path}`);
    if (method === 'POST' && id === 'filter' && below === undefined) return filtered(resource, text);
    const found = method === 'GET' ? resource.find(id, query.get('by')) : null;
    if (found && below === undefined) return json(200, found);
    if (found && name === 'invoices' && below === 'payments') return json(200, { data: found.payments });
    return refusal(404, 'not_found', `There is no ${path}`);
  }
}

function filtered(resource: Listing, text: string): Reply {
  const body = text === '' ? {} : objectOf(text);
  try {
    if (!body) throw new Invalid('body', 'must be a JSON object');
    return json(200, resource.filter(body));
  } catch (thrown) {
    if (!(thrown instanceof Invalid)) throw thrown;
    const details = [{ field: thrown.field, message: thrown.message }];
    return refusal(400, 'validation_error', `${thrown.field} ${thrown.message}`, details);
  }
}
