/**
 * Alternative codes of ports, with the most common one: UN/LOCODE lists some ports twice, for the city and for the port, and
 * carriers use codes that were replaced. The pairs are from `sea-ports` and carriers' tables.
 */
const PORT_ALIASES: Readonly<Record<string, string>> = {
  CNDAL: 'CNDLC',
  CNNBG: 'CNNGB',
  CNNBO: 'CNNGB',
  CNQDG: 'CNTAO',
  CNQIN: 'CNTAO',
  CNSGH: 'CNSHA',
  CNSHG: 'CNSHA',
  CNXAM: 'CNXMN',
  CNXMG: 'CNXMN',
  CNXGA: 'CNTXG',
  CNXGG: 'CNTXG',
  CNYTG: 'CNYNT',
  DJPOD: 'DJJIB',
};

/** The code by which to compare ports, equal for all codes of one port. Screens show the code that the source wrote. */
export function portCode(unlocode: string): string {
  return Object.hasOwn(PORT_ALIASES, unlocode) ? (PORT_ALIASES[unlocode] ?? unlocode) : unlocode;
}
