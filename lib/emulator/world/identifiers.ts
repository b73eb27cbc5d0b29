import type { Random } from './random.ts';

/** ISO 6346: letters count from 10 without multiples of 11; weights are powers of two; modulo 11, with 10 written 0. */
export function containerCheckDigit(stem: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const code = stem.charCodeAt(i);
    let value = code - 48;
    if (code >= 65) {
      value = code - 55;
      value += Math.floor((value - 1) / 10);
    }
    sum += value * 2 ** i;
  }
  return (sum % 11) % 10;
}

/** A container number of an owner's prefix (`MSKU`). An `invalid` one has the form, and a check digit that is wrong. */
export function containerNumber(random: Random, prefix: string, invalid: boolean): string {
  const stem = `${prefix}${random.digits(6)}`;
  const digit = containerCheckDigit(stem);
  return `${stem}${invalid ? (digit + 1 + random.int(0, 7)) % 10 : digit}`;
}

/** IMO ship number: six digits weighted 7 to 2; the last digit of the sum is the seventh. */
export function imoNumber(stem: string): string {
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += Number(stem.charAt(i)) * (7 - i);
  return `${stem}${sum % 10}`;
}

/** An air waybill number: airline prefix, seven digits and their remainder modulo 7. */
export function airWaybill(random: Random, prefix: string): string {
  const serial = random.digits(7);
  return `${prefix}-${serial}${Number(serial) % 7}`;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The 22-character ids of invoices, documents and customs entries. */
export function longId(random: Random): string {
  return random.letters(BASE62, 22);
}
