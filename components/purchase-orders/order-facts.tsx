import type { PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import type { Words } from '#lib/model/language.ts';
import { Amount } from '../money/amount.tsx';
import type { Fact } from '../record/facts.tsx';
import { PlaceName } from '../shipments/place-name.tsx';
import { OrderDue } from './order-due.tsx';

export function orderFacts(order: PurchaseOrderDetail, { day, number }: Words): Fact[] {
  const { origin, destination, value, mustArriveOn, cargoReadyOn, status, shipments } = order;
  return [
    { term: 'Buyer', field: 'buyer', value: order.buyer },
    { term: 'Seller', field: 'seller', value: order.seller },
    { term: 'Origin¦place', field: 'origin', value: origin && <PlaceName place={origin} /> },
    { term: 'Destination', field: 'destination', value: destination && <PlaceName place={destination} /> },
    {
      term: 'Required delivery date',
      field: 'mustArriveOn',
      value: mustArriveOn && <OrderDue order={{ status, mustArriveOn, destination, shipments }} />,
    },
    { term: 'Cargo ready', field: 'cargoReadyOn', value: cargoReadyOn && day(cargoReadyOn) },
    { term: 'Units', field: 'units', value: order.units === null ? null : number(order.units) },
    { term: 'Value', field: 'value', value: value && <Amount {...value} /> },
    { term: 'Incoterm', field: 'incoterm', value: order.incoterm },
    { term: 'Memo', field: 'memo', value: order.memo, wide: true },
  ];
}
