/**
 * Codes by which sources name one and the same port, to the one that most use: UN/LOCODE lists some ports twice, once for the city and
 * once for the port, and carriers keep to codes that were replaced. Pairs as `sea-ports` and carriers' tables list them.
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

/** The code to compare a port by: equal for all codes of one port. What is shown is the code that the source wrote. */
export function portCode(unlocode: string): string {
  return Object.hasOwn(PORT_ALIASES, unlocode) ? (PORT_ALIASES[unlocode] ?? unlocode) : unlocode;
}
