import { parseUnlocode } from '#lib/model/place.ts';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { isShipmentView, type ShipmentView } from '#lib/model/shipment-view.ts';

/** The state of the list: what its address says. An absent key filters nothing. */
export type ListQuery = {
  q?: string;
  status?: string;
  mode?: string;
  provider?: string;
  trouble?: '1';
  view?: ShipmentView;
  /** Ports of loading and of discharge, UN/LOCODE. */
  pol?: string;
  pod?: string;
  cursor?: string;
  before?: string;
};

const FREE = ['q', 'provider', 'cursor', 'before'] as const;

/** Reads an address; what is unknown or repeated is left out, so that one list has one address. */
export function parseListQuery(params: Readonly<Record<string, string | string[] | undefined>>): ListQuery {
  const query: ListQuery = {};
  const one = (key: string) => (typeof params[key] === 'string' && params[key] !== '' ? params[key] : undefined);
  for (const key of FREE) {
    const value = one(key)?.slice(0, 300);
    if (value) query[key] = value;
  }
  const status = one('status');
  if (status && status in STAGES) query.status = status;
  const mode = one('mode');
  if (mode && TRANSPORT_MODES.some((known) => known === mode)) query.mode = mode;
  if (one('trouble') === '1') query.trouble = '1';
  const view = one('view');
  if (isShipmentView(view)) query.view = view;
  for (const port of ['pol', 'pod'] as const) {
    const code = parseUnlocode(one(port));
    if (code) query[port] = code;
  }
  return query;
}

/** The query string of a list, keys in a fixed order, with the question mark where it is not empty. */
export function listSearch(query: ListQuery): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(pairs.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return text ? `?${text}` : '';
}

/** The address of the list with some of its state changed; a filter that changes starts from the first page. */
export function listHref(query: ListQuery, changes: { [K in keyof ListQuery]?: ListQuery[K] | undefined }): string {
  const { cursor: _cursor, before: _before, ...rest } = query;
  const next = Object.fromEntries(Object.entries({ ...rest, ...changes }).filter(([, value]) => value !== undefined));
  return `/shipments${listSearch(next)}`;
}

export const STAGE_OPTIONS = (Object.keys(STAGES) as Stage[]).map((stage) => ({
  value: stage,
  label: STAGES[stage].label,
}));
