import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';
import { messageOf } from '#lib/errors.ts';
import { type Call, json, readText, send } from './call.ts';
import { FaultInjector, type Faults } from './faults.ts';
import { FlexportApi } from './flexport/api.ts';
import { MvmntApi } from './mvmnt/api.ts';
import type { State } from './state.ts';

/** The credentials that the emulated APIs accept. They protect nothing. */
export const CREDENTIALS = {
  flexport: { apiKey: 'emulated-key', clientId: 'emulated-client', clientSecret: 'emulated-secret' },
  mvmnt: { clientId: 'emulated-client', clientSecret: 'emulated-secret' },
};

export type ApiOptions = {
  state: State;
  /** Default: a free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default: no faults. */
  faults?: Partial<Record<ProviderName, Partial<Faults>>>;
  /** For the faults. Default 1. */
  seed?: string | number;
  /** The rate limit of MVMNT per minute. Default 6000. */
  perMinute?: number;
  /** The clock for tokens and rate limits, epoch milliseconds. Default: the real one. */
  clock?: () => number;
};

/** Both providers' REST APIs on a local port. */
export type Api = {
  /** The base URLs, without a slash at the end. MVMNT's is that of its host: append `/v1/…`. */
  urls: Record<ProviderName, string>;
  flexport: FlexportApi;
  mvmnt: MvmntApi;
  /** They may be changed at any time. */
  faults: Record<ProviderName, Faults>;
  /** The number of requests received. */
  requests: Record<ProviderName, number>;
  /** Refuses connections, until `resume`. */
  refuse(): Promise<void>;
  /** Listens again, on the same port. */
  resume(): Promise<void>;
};

async function callOf(request: IncomingMessage, url: URL, prefix: string): Promise<Call> {
  const { method = 'GET', headers } = request;
  return {
    method,
    headers,
    path: url.pathname.slice(prefix.length),
    query: url.searchParams,
    text: await readText(request),
  };
}

/** Serves Flexport's API under `/flexport` and MVMNT's under `/mvmnt`, with the records of the current state. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { state, port = 0, host = '127.0.0.1', seed = 1, perMinute = 6000, clock = Date.now } = options;
  const flexport = new FlexportApi(state, { ...CREDENTIALS.flexport, clock });
  const mvmnt = new MvmntApi(state, { ...CREDENTIALS.mvmnt, perMinute, clock });
  const injectors = {
    flexport: new FaultInjector('flexport', state, options.faults?.flexport ?? {}, seed),
    mvmnt: new FaultInjector('mvmnt', state, options.faults?.mvmnt ?? {}, seed),
  };
  const urls = { flexport: '', mvmnt: '' };
  const requests = { flexport: 0, mvmnt: 0 };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator');
    const name = /^\/(flexport|mvmnt)\//.exec(url.pathname)?.[1] as ProviderName | undefined;
    if (!name) return send(response, json(404, { message: 'Not found. The APIs are under /flexport and /mvmnt.' }));
    requests[name]++;
    const call = await callOf(request, url, `/${name}`);
    const api = name === 'flexport' ? flexport : mvmnt;
    const reply = await injectors[name].handle(call, () => api.answer(call, urls[name]));
    response.setHeader('Date', new Date(state.now).toUTCString());
    send(response, reply);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => send(response, json(500, { message: messageOf(thrown) })));
  });
  const listen = async (on: number) => {
    server.listen(on, host);
    await once(server, 'listening');
  };
  await listen(port);
  const bound = (server.address() as AddressInfo).port;
  for (const name of ['flexport', 'mvmnt'] as const) urls[name] = `http://${host}:${bound}/${name}`;

  const refuse = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const faults = { flexport: injectors.flexport.faults, mvmnt: injectors.mvmnt.faults };
  return { urls, flexport, mvmnt, faults, requests, refuse, resume: () => listen(bound) };
}
