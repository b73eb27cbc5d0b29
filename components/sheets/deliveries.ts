import type { DeliveryLine } from '#db/queries/delivery-list.ts';
import { DELIVERY_LABELS } from '#lib/model/labels.ts';
import { attemptsOf, keysOf, lagText, typesOf } from '../deliveries/line-words.ts';
import { labelOf } from '../record/words.ts';
import { bestReference } from '../shipments/reference.ts';
import { instantColumn, numberColumn, textColumn } from '../table/sheet.ts';

/** A delivery with the title of its source. */
export type TitledDelivery = DeliveryLine & { sourceTitle: string };
type Row = TitledDelivery;

/** The columns of the webhook log. */
export const DELIVERY_SHEET = {
  received: instantColumn<Row>('received', 'Received', (row) => row.receivedAt),
  source: textColumn<Row>('source', 'Source', (row) => row.sourceTitle),
  type: textColumn<Row>('type', 'Type', (row) => typesOf(row).join('; ') || row.error),
  key: textColumn<Row>('key', 'Key', (row) => keysOf(row).join('; ')),
  status: textColumn<Row>('status', 'Status', statusText),
  attempts: numberColumn<Row>('attempts', 'Attempts', attemptsOf),
  lag: textColumn<Row>('lag', 'Lag', lagText),
  shipments: textColumn<Row>('shipments', 'Shipments', ({ shipments }) =>
    shipments.map((shipment) => bestReference(shipment).value).join('; '),
  ),
};

function statusText({ status, states }: Row): string {
  const shown = status === 'accepted' ? states.map(({ state }) => state) : [status];
  return (shown.length > 0 ? shown : ['ignored']).map((one) => labelOf(DELIVERY_LABELS, one)).join('; ');
}
