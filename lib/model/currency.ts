/** Decimals of the minor unit where they are not two: ISO 4217, list one. */
const DECIMALS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** The code of ISO 4217 for no currency: where one is to be chosen, it stands for amounts without a known one. */
export const NO_CURRENCY = 'XXX';

/** How many decimals the minor unit of a currency has; two where the currency is not known. */
export function decimalsOf(currency: string | null): number {
  return currency !== null && Object.hasOwn(DECIMALS, currency) ? (DECIMALS[currency] ?? 2) : 2;
}

/** What people and programs write for a currency beside its code. Signs that several currencies share are not here. */
const ALIASES: Readonly<Record<string, string>> = {
  US$: 'USD',
  USD$: 'USD',
  $US: 'USD',
  'U.S.$': 'USD',
  USDOLLAR: 'USD',
  USDOLLARS: 'USD',
  EURO: 'EUR',
  EUROS: 'EUR',
  '€': 'EUR',
  '£': 'GBP',
  STG: 'GBP',
  UKP: 'GBP',
  RMB: 'CNY',
  CNH: 'CNY',
  'CN¥': 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  HK$: 'HKD',
  NT$: 'TWD',
  NTD: 'TWD',
  S$: 'SGD',
  SG$: 'SGD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  CAN$: 'CAD',
  NZ$: 'NZD',
  MX$: 'MXN',
  R$: 'BRL',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₺': 'TRY',
  ZŁ: 'PLN',
};

let codes: ReadonlySet<string> | undefined;
/** Codes of ISO 4217 that the runtime does not list: newer ones, and those of metals and funds are no currency of an invoice. */
const NEW_CODES = ['XCG', 'ZWG', 'SLE', 'VED'];

/** The ISO 4217 code that a text means, in any case and spacing (`usd`, ` US$ `, `RMB`); null where it means none that is known. */
export function currencyCode(text: string): string | null {
  const written = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (Object.hasOwn(ALIASES, written)) return ALIASES[written] ?? null;
  codes ??= new Set([...Intl.supportedValuesOf('currency'), ...NEW_CODES]);
  return /^[A-Z]{3}$/.test(written) && codes.has(written) ? written : null;
}
