import type { ReplayListItem } from '#db/queries/replays.ts';
import { DELIVERY_LABELS } from '#lib/model/labels.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { labelOf } from '../record/words.ts';
import { instantColumn, numberColumn, textColumn } from '../table/sheet.ts';

type Row = ReplayListItem;

/** The parts of a filter of the webhook log, in the order in which they are shown. */
const LABELS = {
  status: 'Status',
  provider: 'Source',
  type: 'Type',
  key: 'Key',
  entity: 'About',
  q: 'Text',
  since: 'From {time}',
  until: 'To {time}',
  delivery: 'Webhook',
  replay: 'Replay',
} as const;

/** What was replayed: `Status failed, To 2026-03-12 06:30 UTC`. */
export function filterText({ filter }: Pick<Row, 'filter'>, words: Words = ENGLISH): string {
  const parts = Object.entries(LABELS).flatMap(([key, label]) => {
    const value = filter[key];
    return typeof value === 'string' ? [partText(key, label, value, words)] : [];
  });
  return words.list(parts) || words.t('All webhooks');
}

function partText(key: string, label: string, value: string, { t, inside }: Words): string {
  if (key === 'since' || key === 'until') return t(label, { time: timeText(value) });
  return `${t(label)} ${key === 'status' ? inside(t(labelOf(DELIVERY_LABELS, value))) : value}`;
}

/** A day as it is, an instant in UTC: it was asked for with any offset. */
function timeText(text: string): string {
  const isDay = text.length === 10;
  return isDay ? text : `${new Date(text).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How many of the chosen events were not replayed: the replay is on its way, was interrupted, or they changed since; 0 if nobody counted. */
export function leftOf({ selected, states }: Pick<Row, 'selected' | 'states'>): number {
  return states ? states.reduce((left, { count }) => left - count, selected) : 0;
}

function resultText(row: Row, { t, inside, list }: Words): string | null {
  const left = leftOf(row);
  const counts = row.states?.map(({ state, count }) => `${count} ${inside(t(labelOf(DELIVERY_LABELS, state)))}`);
  return counts ? list([...counts, left > 0 && t('{n} not replayed', { n: String(left) })]) : null;
}

/** The columns of the list of replays. */
export const REPLAY_SHEET = {
  filter: textColumn<Row>('filter', 'Replayed', filterText),
  actor: textColumn<Row>('actor', 'By', ({ actor }) => actor),
  started: instantColumn<Row>('started', 'Started', ({ startedAt }) => startedAt),
  selected: numberColumn<Row>('selected', 'Events', ({ selected }) => selected),
  result: textColumn<Row>('result', 'Result', resultText),
};
