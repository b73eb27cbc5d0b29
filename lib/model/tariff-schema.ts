import { z } from 'zod';
import { currencyCode } from './currency.ts';
import { readTiers, TARIFF_SIZES, type TariffSize } from './demurrage.ts';

const SIZES = Object.keys(TARIFF_SIZES) as [TariffSize, ...TariffSize[]];
const TIERS = 'Enter rates like 1: 220, one a line: the first from day 1, the others from later days.';

/** A tariff as a form states it. */
export const tariffForm = z.object({
  carrier: z.string().trim().min(1, 'Enter a carrier.').max(200, 'Enter 200 characters at most.'),
  size: z
    .enum([...SIZES, ''], 'Choose one of the listed sizes.')
    .transform((size): TariffSize | null => (size === '' ? null : size)),
  currency: z.string().transform((text, context) => {
    const code = currencyCode(text);
    if (code !== null) return code;
    context.addIssue('Enter a currency like USD.');
    return z.NEVER;
  }),
  tiers: z.string().transform((text, context) => {
    const tiers = readTiers(text);
    if (tiers !== null) return tiers;
    context.addIssue(TIERS);
    return z.NEVER;
  }),
});
