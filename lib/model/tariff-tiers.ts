import { compareDecimals } from './money.ts';

/** A rate for each day from a day on; days are counted from 1, the first that is charged. */
export type Tier = { from: number; rate: string };

export const MAX_TIERS = 20;

/** The rate of a day, as its tariff writes it. */
export function rateOn(tiers: readonly Tier[], day: number): string {
  return tiers.findLast(({ from }) => from <= day)?.rate ?? '0';
}

/** Whether tiers begin with day 1, follow each other, and charge something. */
export function areTiers(tiers: readonly Tier[]): boolean {
  const isInOrder = tiers.every(({ from }, at) => from > (tiers[at - 1]?.from ?? 0));
  return isInOrder && tiers[0]?.from === 1 && tiers.some(({ rate }) => compareDecimals(rate, '0') > 0);
}

/** `1: 220, 6: 280` */
export function tiersText(tiers: readonly Tier[], separator = ', '): string {
  return tiers.map(({ from, rate }) => `${from}: ${rate}`).join(separator);
}

/** Tiers as they are entered, `from day: rate` each, separated by lines or commas; null if they cannot be read. */
export function readTiers(text: string): Tier[] | null {
  const lines = text.split(/[\n,;]+/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const tiers = lines.flatMap((line) => {
    const [, from, rate] = /^(\d{1,3})\s*:\s*(\d{1,9}(?:\.\d{1,4})?)$/.exec(line) ?? [];
    return from === undefined || rate === undefined ? [] : [{ from: Number(from), rate }];
  });
  return tiers.length === lines.length ? tiers : null;
}
