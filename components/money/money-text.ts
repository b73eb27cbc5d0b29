const DIGITS = new Map<string, number>();

/** How many decimals a currency is written with; two where the code is unknown. */
function digitsOf(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  let digits = 2;
  try {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().minimumFractionDigits ?? 2;
  } catch {}
  DIGITS.set(currency, digits);
  return digits;
}

/** A decimal text with separators between thousands and at least `digits` decimals: exact, never through a float. */
export function decimalText(amount: string, digits = 0): string {
  const [whole = '0', fraction = ''] = amount.replace(/^-/, '').split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(digits, '0');
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  const size = kept ? `${grouped}.${kept}` : grouped;
  return amount.startsWith('-') && /[1-9]/.test(amount) ? `−${size}` : size;
}

/** `USD 6,843.29`; the number alone where no currency is named. */
export function moneyText({ amount, currency }: { amount: string; currency: string | null }): string {
  return currency ? `${currency} ${decimalText(amount, digitsOf(currency))}` : decimalText(amount);
}
