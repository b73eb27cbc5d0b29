const US_STATES =
  'AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY';
const CA_PROVINCES = 'AB BC MB NB NL NS NT NU ON PE QC SK YT';

const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ...US_STATES.split(' ').map((state) => [state, 'US'] as const),
  ...CA_PROVINCES.split(' ').map((province) => [province, 'CA'] as const),
]);

/** The country of a state of the United States or a province of Canada by its postal code; null for anything else. */
export function countryOfState(state: string): string | null {
  return COUNTRIES.get(state.trim().toUpperCase()) ?? null;
}
