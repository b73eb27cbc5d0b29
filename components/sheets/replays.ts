import type { ReplayListItem } from '#db/queries/replays.ts';
import { DELIVERY_LABELS } from '#lib/model/labels.ts';
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
  since: 'From',
  until: 'To',
  delivery: 'Webhook',
  replay: 'Replay',
} as const;

/** What was replayed: `Status Failed, To 2026-03-12 14:30`. */
export function filterText({ filter }: Pick<Row, 'filter'>): string {
  const parts = Object.entries(LABELS).flatMap(([key, label]) => {
    const value = filter[key];
    return typeof value === 'string' ? [`${label} ${valueText(key, value)}`] : [];
  });
  return parts.join(', ') || 'All webhooks';
}

function valueText(key: string, value: string): string {
  if (key === 'status') return labelOf(DELIVERY_LABELS, value).toLowerCase();
  return key === 'since' || key === 'until' ? `${value.slice(0, 16).replace('T', ' ')} UTC` : value;
}

const resultText = ({ states }: Row): string | null =>
  states?.map(({ state, count }) => `${count} ${labelOf(DELIVERY_LABELS, state).toLowerCase()}`).join(', ') ?? null;

/** The columns of the list of replays. */
export const REPLAY_SHEET = {
  filter: textColumn<Row>('filter', 'Replayed', filterText),
  actor: textColumn<Row>('actor', 'By', ({ actor }) => actor),
  started: instantColumn<Row>('started', 'Started', ({ startedAt }) => startedAt),
  selected: numberColumn<Row>('selected', 'Events', ({ selected }) => selected),
  result: textColumn<Row>('result', 'Result', resultText),
};
