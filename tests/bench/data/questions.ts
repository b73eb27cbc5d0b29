import { subjectHash } from './fill.ts';
import type { Question } from './measure.ts';

const LIST = 100;
const SEARCH = 50;

/** Every list with each of its filters and sorts, the pages of one shipment, and searches. */
export function questions(shipments: number): Question[] {
  const middle = Math.floor(shipments / 2) + (Math.floor(shipments / 2) % 2);
  const shipment = subjectHash('shipment', middle);
  const list = (path: string, within = LIST): Question => ({ name: `\`${path}\``, path: `/api/v1/${path}`, within });
  const page = (path: string): Question => ({ name: `page \`${path.replace(shipment, '{id}')}\``, path, within: LIST });
  return [
    ...['', '?status=in_transit', '?mode=air', '?provider=mvmnt'].map((query) => list(`shipments${query}`)),
    ...[`PO-${middle}`, `HB${middle}`, `FLEX-${middle}`, 'no such thing'].map((q) =>
      list(`shipments?q=${encodeURIComponent(q)}`, SEARCH),
    ),
    page('/shipments'),
    page(`/shipments/${shipment}`),
  ];
}
