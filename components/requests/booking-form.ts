import { BOOKED_MODES, CONTAINER_SIZES, FREIGHT_TERMS, INCOTERMS, PACKINGS } from '#lib/model/booking-terms.ts';
import { type Form, type FormField, optionsFor } from './form-field.ts';

const FORWARDER_NAME = 'Name, town or reference.';

/** The number of containers of each size. */
export const CONTAINER_FIELDS: readonly FormField[] = Object.entries(CONTAINER_SIZES).map(([size, label]) => ({
  name: `containers.${size}`,
  label,
  type: 'number',
}));

const PORT = { type: 'pick', of: 'port', note: 'Name, country or UN/LOCODE.' } as const;
const PORT_FIELDS: readonly FormField[] = [
  { name: 'originPort', label: 'Port of loading', ...PORT },
  { name: 'destinationPort', label: 'Port of discharge', ...PORT },
];

const PARTIES: readonly FormField[] = [
  { name: 'name', label: 'Name', type: 'text', required: true, note: 'Your reference.' },
  { name: 'mode', label: 'Mode', type: 'choice', required: true, options: optionsFor(BOOKED_MODES) },
  { name: 'shipper', label: 'Shipper', type: 'pick', of: 'company', required: true, note: FORWARDER_NAME },
  { name: 'consignee', label: 'Consignee', type: 'pick', of: 'company', required: true, note: FORWARDER_NAME },
  { name: 'order', label: 'Purchase order', type: 'pick', of: 'order', note: 'Number.' },
  { name: 'origin', label: 'Origin¦place', type: 'pick', of: 'address', required: true, note: FORWARDER_NAME },
  { name: 'destination', label: 'Destination', type: 'pick', of: 'address', note: FORWARDER_NAME },
  { name: 'pickup', label: 'Forwarder collects at the origin', type: 'tick' },
  ...PORT_FIELDS,
];

const DATES: readonly FormField[] = [
  { name: 'cargoReadyOn', label: 'Cargo ready', type: 'date', required: true },
  { name: 'deliveryOn', label: 'Deliver by', type: 'date' },
  {
    name: 'incoterm',
    label: 'Incoterm',
    type: 'choice',
    options: INCOTERMS.map((value) => ({ value, label: value })),
    note: 'For ocean and air.',
  },
  {
    name: 'freightTerms',
    label: 'Freight terms',
    type: 'choice',
    options: optionsFor(FREIGHT_TERMS),
    note: 'For trucks.',
  },
  { name: 'exportCustoms', label: 'Export customs by forwarder', type: 'tick' },
];

const CARGO: readonly FormField[] = [
  { name: 'weightKg', label: 'Weight, kg', type: 'number', required: true },
  { name: 'volumeCbm', label: 'Volume, m³', type: 'number', required: true },
  { name: 'pieces', label: 'Pieces', type: 'number', required: true },
  { name: 'packing', label: 'Packed as', type: 'choice', required: true, options: optionsFor(PACKINGS) },
  { name: 'unitsPerPallet', label: 'Units per pallet', type: 'number', note: 'For pallets.' },
  { name: 'description', label: 'Description', type: 'text', note: 'In English.' },
  {
    name: 'exportDescription',
    label: 'Description in Chinese',
    type: 'text',
    note: 'For exports from mainland China.',
  },
  { name: 'hazardous', label: 'Dangerous goods', type: 'tick' },
  { name: 'unNumbers', label: 'UN numbers', type: 'list', note: 'Such as UN1263, separated by commas.' },
];

/** The form of a new booking. */
export const BOOKING_FORM: Form = {
  title: 'New booking',
  submit: 'Submit booking',
  groups: [
    { title: 'Parties and routing', fields: PARTIES },
    { title: 'Dates and terms', fields: DATES },
    { title: 'Cargo', fields: CARGO },
    {
      title: 'Containers, for ocean freight',
      name: 'containers',
      fields: [
        ...CONTAINER_FIELDS,
        { name: 'lcl', label: 'Less than container load (LCL) or truckload (LTL)', type: 'tick' },
      ],
    },
    { title: 'Instructions', fields: [{ name: 'instructions', label: 'Instructions', type: 'area' }] },
  ],
};

/** The form of an amendment: what the forwarder's API can change. */
export const AMENDMENT_FORM: Form = {
  title: 'Amend a booking',
  submit: 'Review changes',
  groups: [
    {
      title: 'Booking',
      fields: [
        { name: 'booking', label: 'Booking', type: 'text', required: true, note: 'ID at the forwarder.' },
        { name: 'name', label: 'Name', type: 'text', note: 'Empty: the name stays.' },
        { name: 'cargoReadyOn', label: 'Cargo ready', type: 'date' },
        ...PORT_FIELDS,
      ],
    },
    { title: 'Containers, all of them', name: 'containers', fields: CONTAINER_FIELDS },
  ],
};
