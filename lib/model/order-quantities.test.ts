import { describe, expect, it } from 'vitest';
import { quantitiesOf } from './order-quantities.ts';
import type { Stage } from './shipment.ts';

const goods = (units: number | null, status: Stage | null) => ({ units, status });

describe('the quantities of an order line', () => {
  it('are shipped once the shipment departed, and open until then', () => {
    const carried = [goods(30, 'delivered'), goods(20, 'in_transit'), goods(10, 'booked'), goods(5, null)];
    expect(quantitiesOf(100, carried, false)).toEqual({ shipped: 50, booked: 15, open: 50 });
    expect(quantitiesOf(100, [], false)).toEqual({ shipped: 0, booked: 0, open: 100 });
  });

  it('leave out what will not be carried', () => {
    const carried = [goods(40, 'cancelled'), goods(40, 'removed')];
    expect(quantitiesOf(40, carried, false)).toEqual({ shipped: 0, booked: 0, open: 40 });
  });

  it('never are less than nothing', () => {
    expect(quantitiesOf(40, [goods(44, 'arrived')], false)).toEqual({ shipped: 44, booked: 0, open: 0 });
  });

  it('are not known without all units, or if two lines have the SKU', () => {
    expect(quantitiesOf(40, [goods(null, 'arrived')], false)).toEqual({ shipped: null, booked: 0, open: null });
    expect(quantitiesOf(null, [goods(7, 'booked')], false)).toEqual({ shipped: 0, booked: 7, open: null });
    expect(quantitiesOf(40, [goods(7, 'booked')], true)).toEqual({ shipped: null, booked: null, open: null });
  });
});
