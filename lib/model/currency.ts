/** Decimals of the minor unit if not two: ISO 4217, list one. */
const DECIMALS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** The ISO 4217 code for no currency: in a filter it stands for amounts without a known one. */
export const NO_CURRENCY = 'XXX';

/** The decimals of a currency's minor unit; two for an unknown currency. */
export function decimalsOf(currency: string | null): number {
  return currency !== null && Object.hasOwn(DECIMALS, currency) ? (DECIMALS[currency] ?? 2) : 2;
}

/** Names and signs of currencies besides their codes, without signs that several currencies share. */
const ALIASES: Readonly<Record<string, string>> = {
  US$: 'USD',
  USD$: 'USD',
  $US: 'USD',
  USDOLLAR: 'USD',
  USDOLLARS: 'USD',
  UNITEDSTATESDOLLAR: 'USD',
  EURO: 'EUR',
  EUROS: 'EUR',
  '€': 'EUR',
  '£': 'GBP',
  STG: 'GBP',
  STERLING: 'GBP',
  POUNDSTERLING: 'GBP',
  POUNDSSTERLING: 'GBP',
  UKP: 'GBP',
  RMB: 'CNY',
  CNH: 'CNY',
  'CN¥': 'CNY',
  RENMINBI: 'CNY',
  CHINESEYUAN: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  JAPANESEYEN: 'JPY',
  YEN: 'JPY',
  円: 'JPY',
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
/** New ISO 4217 codes that the runtime does not list. Codes of metals and funds are not accepted. */
const NEW_CODES = ['XCG', 'ZWG', 'SLE', 'VED'];

/** A code with its sign or its name behind it: `USD$`, `CNY(RMB)`, `USD - US Dollar`. */
const EXPLAINED = /^([A-Z]{3})(?:(\p{Sc})|\((.*)\)|[-:](.*))$/u;

/**
 * The ISO 4217 code of a text in any case and spacing (`usd`, ` US$ `, `U.S. Dollars`, `RMB`, `RMB (CNY)`); null if it is unknown, or names two.
 */
export function currencyCode(text: string): string | null {
  const written = text.normalize('NFKC').replace(/[\s.]/g, '').toUpperCase();
  const [, code, ...explained] = EXPLAINED.exec(written) ?? [];
  if (code === undefined) return codeNamed(written);
  const [first, second] = [codeNamed(code), codeNamed(explained.join(''))];
  return second === null || second === first ? first : null;
}

/** The code of a name without blanks, in capitals. */
function codeNamed(name: string): string | null {
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? null;
  codes ??= new Set([...Intl.supportedValuesOf('currency'), ...NEW_CODES]);
  return /^[A-Z]{3}$/.test(name) && codes.has(name) ? name : null;
}
