'use client';
import type { Quantity } from '#lib/model/quantity.ts';
import { convertQuantity } from '#lib/model/units.ts';
import { quantityText } from '../record/words.ts';
import { usePersonal } from './provider.tsx';

/** A measured amount in the units of the user; a converted one is marked, with the reported one in its title. */
export function QuantityText({ quantity }: { quantity: Quantity }) {
  const { units } = usePersonal();
  const converted = units && convertQuantity(quantity, units);
  if (!converted) return quantityText(quantity);
  const reported = `converted from ${quantityText(quantity)}`;
  return (
    <span title={`About, ${reported}`} className="relative">
      ≈ {quantityText(converted)}
      <span className="sr-only">, {reported}</span>
    </span>
  );
}
