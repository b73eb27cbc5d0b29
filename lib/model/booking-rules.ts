import type { BOOKED_MODES, ContainerSize, FREIGHT_TERMS, INCOTERMS, PACKINGS } from './booking-terms.ts';
import type { Rule } from './with-rules.ts';

/** The terms of a booking that the rules read. An absent one is not stated. */
export type BookingTerms = {
  mode?: (typeof BOOKED_MODES)[number];
  origin?: string | undefined;
  destination?: string | undefined;
  originPort?: string | undefined;
  destinationPort?: string | undefined;
  pickup?: boolean;
  incoterm?: (typeof INCOTERMS)[number] | undefined;
  freightTerms?: (typeof FREIGHT_TERMS)[number] | undefined;
  cargoReadyOn?: string | undefined;
  deliveryOn?: string | undefined;
  containers?: Partial<Record<ContainerSize, number>> | undefined;
  lcl?: boolean;
  packing?: (typeof PACKINGS)[number];
  unitsPerPallet?: number | undefined;
  description?: string | undefined;
  exportDescription?: string | undefined;
  hazardous?: boolean;
  unNumbers?: string[] | undefined;
};

/** The number of containers of all sizes. */
export function containersIn({ containers }: Pick<BookingTerms, 'containers'>): number {
  return Object.values(containers ?? {}).reduce((all, count) => all + count, 0);
}

const HOUR_MS = 3_600_000;
/** The last time zone in which a day ends, UTC−12: until then a day is not past everywhere. */
const LAST_ZONE_HOURS = 12;
const LONGEST_AHEAD_DAYS = 730;

const dayAt = (shiftHours: number) => new Date(Date.now() + shiftHours * HOUR_MS).toISOString().slice(0, 10);

/** Incoterms 2020: these are for carriage by sea, and name the port of loading or of discharge. */
const LOADING_TERMS: readonly string[] = ['FAS', 'FOB'];
const DISCHARGE_TERMS: readonly string[] = ['CFR', 'CIF'];
/** Incoterms 2020 (DAT: 2010): these name a place at destination. */
const DESTINATION_TERMS: readonly string[] = ['CPT', 'CIP', 'DAT', 'DAP', 'DPU', 'DDP'];
const isSeaTerm = (term: string) => LOADING_TERMS.includes(term) || DISCHARGE_TERMS.includes(term);

type Field = keyof BookingTerms;

/** The rule that a field is not wrong; `others` are the fields that decide it too. */
function rule(
  field: Field,
  message: string,
  isWrong: (terms: BookingTerms) => boolean,
  ...others: Field[]
): Rule<BookingTerms> {
  return { field, needs: [field, ...others], holds: (terms) => !isWrong(terms), message };
}

const LOADS = [
  rule(
    'containers',
    'must be empty for LCL: loose cargo has no container of its own',
    (terms) => terms.mode === 'ocean' && terms.lcl === true && containersIn(terms) > 0,
    'mode',
    'lcl',
  ),
  rule(
    'containers',
    'must have at least one for FCL; for loose cargo choose LCL',
    (terms) => terms.mode === 'ocean' && !terms.lcl && containersIn(terms) === 0,
    'mode',
    'lcl',
  ),
  rule(
    'containers',
    'must be empty: they are for ocean freight only',
    (terms) => terms.mode !== 'ocean' && containersIn(terms) > 0,
    'mode',
  ),
  rule('lcl', 'is for ocean and truck only', ({ mode, lcl }) => mode === 'air' && lcl === true, 'mode'),
  rule(
    'unitsPerPallet',
    'is required for pallets',
    ({ packing, unitsPerPallet }) => packing === 'pallet' && !unitsPerPallet,
    'packing',
  ),
];

const DATES = [
  rule('cargoReadyOn', 'must not be in the past', ({ cargoReadyOn = '9' }) => cargoReadyOn < dayAt(-LAST_ZONE_HOURS)),
  rule(
    'cargoReadyOn',
    'must be within two years',
    ({ cargoReadyOn = '' }) => cargoReadyOn > dayAt(LONGEST_AHEAD_DAYS * 24),
  ),
  rule(
    'deliveryOn',
    'must not be before the cargo is ready',
    ({ cargoReadyOn = '', deliveryOn = '9' }) => deliveryOn < cargoReadyOn,
    'cargoReadyOn',
  ),
];

const ROUTE = [
  rule(
    'destination',
    'must differ from the origin',
    ({ origin, destination }) => origin !== undefined && origin === destination,
    'origin',
  ),
  rule(
    'destinationPort',
    'must differ from the port of loading',
    ({ originPort, destinationPort }) => originPort !== undefined && originPort === destinationPort,
    'originPort',
  ),
  rule('destination', 'is required for trucks', ({ mode, destination }) => mode === 'truck' && !destination, 'mode'),
  rule('originPort', 'must be empty for trucks', ({ mode, originPort }) => mode === 'truck' && !!originPort, 'mode'),
  rule(
    'destinationPort',
    'must be empty for trucks',
    ({ mode, destinationPort }) => mode === 'truck' && !!destinationPort,
    'mode',
  ),
  rule(
    'originPort',
    'is required if the forwarder does not collect the cargo',
    ({ mode, pickup, originPort }) => mode !== 'truck' && pickup === false && !originPort,
    'mode',
    'pickup',
  ),
];

const TERMS = [
  rule('incoterm', 'is required for ocean and air', ({ mode, incoterm }) => mode !== 'truck' && !incoterm, 'mode'),
  rule(
    'incoterm',
    'is for sea freight only; FCA, CPT and CIP are for any mode',
    ({ mode, incoterm = '' }) => mode !== 'ocean' && isSeaTerm(incoterm),
    'mode',
  ),
  rule(
    'originPort',
    'is required: FAS and FOB name the port of loading',
    ({ mode, incoterm = '', originPort }) => mode === 'ocean' && LOADING_TERMS.includes(incoterm) && !originPort,
    'incoterm',
    'mode',
  ),
  rule(
    'destinationPort',
    'is required: CFR and CIF name the port of discharge',
    ({ mode, incoterm = '', destinationPort: to }) => mode === 'ocean' && DISCHARGE_TERMS.includes(incoterm) && !to,
    'incoterm',
    'mode',
  ),
  rule(
    'destination',
    'is required: the Incoterm names a place there',
    ({ incoterm = '', destination, destinationPort }) =>
      DESTINATION_TERMS.includes(incoterm) && !destination && !destinationPort,
    'incoterm',
    'destinationPort',
  ),
  rule('freightTerms', 'is required for trucks', ({ mode, freightTerms }) => mode === 'truck' && !freightTerms, 'mode'),
  rule('freightTerms', 'is for trucks only', ({ mode, freightTerms }) => mode !== 'truck' && !!freightTerms, 'mode'),
];

const GOODS = [
  rule(
    'description',
    'is required for ocean and air',
    ({ mode, description }) => mode !== 'truck' && !description,
    'mode',
  ),
  rule(
    'exportDescription',
    'is required for exports from mainland China',
    ({ mode, originPort = '', exportDescription }) =>
      mode !== 'truck' && originPort.startsWith('CN') && !exportDescription,
    'mode',
    'originPort',
  ),
  rule(
    'exportDescription',
    'must be in Chinese',
    ({ exportDescription }) => exportDescription !== undefined && !/\p{Script=Han}/u.test(exportDescription),
  ),
  rule(
    'unNumbers',
    'are required for dangerous goods',
    ({ hazardous, unNumbers = [] }) => hazardous === true && unNumbers.length === 0,
    'hazardous',
  ),
  rule(
    'hazardous',
    'must be set: UN numbers are those of dangerous goods',
    ({ hazardous, unNumbers = [] }) => !hazardous && unNumbers.length > 0,
    'unNumbers',
  ),
];

/** The rules about several fields of a booking, and about its days; what a provider's API documents as required is required here. */
export const BOOKING_RULES: readonly Rule<BookingTerms>[] = [...LOADS, ...DATES, ...ROUTE, ...TERMS, ...GOODS];
