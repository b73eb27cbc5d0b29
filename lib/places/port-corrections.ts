type Correction = { coordinates: readonly [longitude: number, latitude: number]; source: string };

const GEONAMES = 'GeoNames';
const WPI = 'World Port Index (NGA)';
const SWAPPED = 'sea-ports has latitude and longitude swapped';

/**
 * Where ports are that `sea-ports` has elsewhere or nowhere: in another hemisphere, in the town of the same name in another
 * country or province.
 */
export const PORT_CORRECTIONS: ReadonlyMap<string, Correction> = new Map([
  ['ANGSB', { coordinates: [-68.45, 12.17], source: SWAPPED }],
  ['ARDDC', { coordinates: [-59.2, -34.04], source: SWAPPED }],
  ['BHAHD', { coordinates: [50.65, 26.25], source: GEONAMES }],
  ['BMSOU', { coordinates: [-64.84, 32.25], source: `${GEONAMES}; sea-ports has the Southampton of England` }],
  ['CDBOA', { coordinates: [13.05, -5.85], source: GEONAMES }],
  ['CDMAT', { coordinates: [13.46, -5.84], source: GEONAMES }],
  ['CLCAP', { coordinates: [-73.13, -36.74], source: `${WPI}; sea-ports has a San Vicente of Spain` }],
  ['CLJRL', { coordinates: [-73.23, -36.97], source: SWAPPED }],
  ['CLPGO', { coordinates: [-71.5, -31.89], source: SWAPPED }],
  ['CLPPD', { coordinates: [-70.84, -27.05], source: SWAPPED }],
  ['CNDCB', { coordinates: [113.86, 22.53], source: WPI }],
  ['CNFOC', { coordinates: [119.31, 26.06], source: GEONAMES }],
  ['CNHME', { coordinates: [121.45, 28.68], source: `${WPI}; sea-ports has the Haimen of Jiangsu` }],
  ['CNSTG', { coordinates: [116.71, 23.37], source: GEONAMES }],
  ['CNYTN', { coordinates: [114.28, 22.57], source: `${WPI}; sea-ports has a Yantian of Fujian` }],
  ['COPBO', { coordinates: [-71.97, 12.25], source: `${WPI}; sea-ports has Barranquilla` }],
  ['DZAAE', { coordinates: [7.77, 36.9], source: GEONAMES }],
  ['ESEBO', { coordinates: [-4.57, 39.95], source: GEONAMES }],
  ['FRHON', { coordinates: [0.23, 49.42], source: `${GEONAMES}; sea-ports has a place in Ain` }],
  ['GBEIL', { coordinates: [-5.65, 57.52], source: GEONAMES }],
  ['GBPDD', { coordinates: [-4.1, 51.64], source: GEONAMES }],
  ['GRKAP', { coordinates: [23, 36.14], source: GEONAMES }],
  ['HNTGU', { coordinates: [-87.21, 14.08], source: GEONAMES }],
  ['HRLST', { coordinates: [16.9, 42.77], source: GEONAMES }],
  ['IDBIT', { coordinates: [125.19, 1.44], source: `${WPI}; sea-ports has a place in the south of the province` }],
  ['INHYD', { coordinates: [78.46, 17.38], source: GEONAMES }],
  ['ISESK', { coordinates: [-14.02, 65.07], source: GEONAMES }],
  ['JPHIS', { coordinates: [130.9, 33.93], source: WPI }],
  ['JPMAI', { coordinates: [135.38, 35.47], source: `${WPI}; sea-ports has the city of Kyoto` }],
  ['JPMTR', { coordinates: [130.87, 33.97], source: WPI }],
  ['LVAIZ', { coordinates: [25.26, 56.6], source: GEONAMES }],
  ['REPDG', { coordinates: [55.29, -20.93], source: SWAPPED }],
  ['THLKR', { coordinates: [100.78, 13.72], source: GEONAMES }],
  ['TNJAR', { coordinates: [11.11, 33.5], source: `${GEONAMES}; sea-ports has the longitude west of Greenwich` }],
  ['TRAMB', { coordinates: [28.69, 40.97], source: WPI }],
  ['TWTPE', { coordinates: [121.53, 25.05], source: GEONAMES }],
  ['USBHM', { coordinates: [-86.8, 33.52], source: GEONAMES }],
  ['USCBF', { coordinates: [-95.86, 41.26], source: GEONAMES }],
  ['USCPF', { coordinates: [-91.39, 44.94], source: GEONAMES }],
  ['USGBO', { coordinates: [-79.79, 36.07], source: GEONAMES }],
  ['USGSP', { coordinates: [-82.23, 34.94], source: GEONAMES }],
  ['USJOT', { coordinates: [-88.08, 41.53], source: GEONAMES }],
  ['USPEB', { coordinates: [-74.15, 40.67], source: `${WPI}; sea-ports has a place in the south of New Jersey` }],
  ['USRNO', { coordinates: [-119.81, 39.53], source: GEONAMES }],
  ['USSAT', { coordinates: [-98.49, 29.42], source: GEONAMES }],
  ['USSXT', { coordinates: [-106.64, 31.86], source: GEONAMES }],
  ['VEGUB', { coordinates: [-70.21, 11.67], source: SWAPPED }],
]);
