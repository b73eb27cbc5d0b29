'use client';
import type { Quantity } from '#lib/model/quantity.ts';
import { convertQuantity } from '#lib/model/units.ts';
import { useWords } from '#words';
import { quantityText } from '../record/words.ts';
import { usePersonal } from './provider.tsx';

/** A measured amount in the units of the user; a converted one is marked, with the reported one in its title. */
export function QuantityText({ quantity }: { quantity: Quantity }) {
  const words = useWords();
  const { t } = words;
  const { units } = usePersonal();
  const converted = units && convertQuantity(quantity, units);
  if (!converted) return quantityText(quantity, words);
  const reported = { quantity: quantityText(quantity, words) };
  return (
    <span title={t('About, converted from {quantity}', reported)} className="relative">
      ≈ {quantityText(converted, words)}
      <span className="sr-only">{t(', converted from {quantity}', reported)}</span>
    </span>
  );
}
