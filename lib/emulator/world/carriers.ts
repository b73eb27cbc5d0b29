import { imoNumber } from './identifiers.ts';

export type Vessel = { name: string; imo: string };
export type OceanCarrier = { name: string; scac: string; prefixes: readonly string[]; vessels: readonly Vessel[] };

function line(name: string, scac: string, prefixes: string, ...ships: readonly [string, string][]): OceanCarrier {
  const vessels = ships.map(([ship, stem]) => ({ name: ship, imo: imoNumber(stem) }));
  return { name, scac, prefixes: prefixes.split(' '), vessels };
}

/** Real lines with their SCAC and container prefixes; the ships are invented, their IMO numbers valid in form. */
// biome-ignore format: one line a line
export const OCEAN_CARRIERS: readonly OceanCarrier[] = [
  line('Maersk', 'MAEU', 'MSKU MRKU TCNU', ['MAERSK HAVELSUND', '971234'], ['MAERSK NORDVIG', '971355'], ['MAERSK ELVERUM', '989011']),
  line('MSC', 'MSCU', 'MSCU MEDU TGHU', ['MSC ALBAROSSA', '972410'], ['MSC PERLANOVA', '972566'], ['MSC TERESINA', '990342']),
  line('CMA CGM', 'CMDU', 'CMAU CGMU TCLU', ['CMA CGM BELLEFONTAINE', '973127'], ['CMA CGM ORION V', '973288'], ['APL CORMORANT', '946580']),
  line('COSCO Shipping', 'COSU', 'CSNU CBHU FCIU', ['COSCO SHIPPING JADE', '974019'], ['XIN QING HAI', '930154'], ['COSCO LINGSHAN', '978821']),
  line('OOCL', 'OOLU', 'OOLU OOCU', ['OOCL CAUSEWAY', '977663'], ['OOCL STANLEY', '962235'], ['OOCL MAGNOLIA', '992714']),
  line('Hapag-Lloyd', 'HLCU', 'HLBU HLXU TRHU', ['LUEBECK EXPRESS', '975301'], ['SALZBURG EXPRESS', '946217'], ['FRANKENTAL EXPRESS', '973680']),
  line('Ocean Network Express', 'ONEY', 'ONEU TLLU NYKU', ['ONE HARMONIA', '976118'], ['ONE KINGFISHER', '980233'], ['ONE SATSUMA', '991406']),
  line('Evergreen', 'EGLV', 'EGHU EITU EMCU', ['EVER LUMEN', '977425'], ['EVER TRIDENT', '960871'], ['EVER FENNEL', '985122']),
  line('HMM', 'HDMU', 'HMMU KOCU', ['HMM JIRISAN', '986340'], ['HMM SEORAK', '986352'], ['HYUNDAI GANGWON', '946133']),
  line('Yang Ming', 'YMLU', 'YMLU YMMU', ['YM TRUSTWORTHY', '970288'], ['YM WILLOW', '968402'], ['YM TENACITY', '990655']),
  line('ZIM', 'ZIMU', 'ZCSU ZIMU', ['ZIM CARMEL BAY', '993102'], ['ZIM SAPPHIRE', '993205'], ['ZIM GALILEE', '946871']),
];

export type Airline = { name: string; iata: string; icao: string; prefix: string; hub: string };

/** `prefix` is the airline's air waybill number; `hub` the IATA code of where its freighters change. */
export const AIRLINES: readonly Airline[] = [
  { name: 'Cathay Pacific', iata: 'CX', icao: 'CPA', prefix: '160', hub: 'HKG' },
  { name: 'Lufthansa Cargo', iata: 'LH', icao: 'GEC', prefix: '020', hub: 'FRA' },
  { name: 'Korean Air', iata: 'KE', icao: 'KAL', prefix: '180', hub: 'ICN' },
  { name: 'China Airlines', iata: 'CI', icao: 'CAL', prefix: '297', hub: 'TPE' },
  { name: 'Singapore Airlines', iata: 'SQ', icao: 'SIA', prefix: '618', hub: 'SIN' },
  { name: 'Emirates SkyCargo', iata: 'EK', icao: 'UAE', prefix: '176', hub: 'DXB' },
  { name: 'Cargolux', iata: 'CV', icao: 'CLX', prefix: '172', hub: 'LUX' },
  { name: 'UPS Airlines', iata: '5X', icao: 'UPS', prefix: '406', hub: 'ANC' },
];

export type Haulier = { name: string; scac: string; mc: string; dot: string };

export const RAILROADS: readonly Haulier[] = [
  { name: 'BNSF Railway', scac: 'BNSF', mc: '', dot: '' },
  { name: 'Union Pacific', scac: 'UP', mc: '', dot: '' },
  { name: 'CSX Transportation', scac: 'CSXT', mc: '', dot: '' },
  { name: 'Norfolk Southern', scac: 'NS', mc: '', dot: '' },
  { name: 'Canadian National', scac: 'CN', mc: '', dot: '' },
];

/** Invented truckers. */
export const TRUCKERS: readonly Haulier[] = [
  { name: 'Redrock Freight Lines', scac: 'RRFL', mc: 'MC412873', dot: '1184502' },
  { name: 'Prairie Hawk Transport', scac: 'PHKT', mc: 'MC530118', dot: '1420067' },
  { name: 'Tidewater Drayage', scac: 'TDWD', mc: 'MC611940', dot: '1733215' },
  { name: 'Harbor Bear Cartage', scac: 'HBRC', mc: 'MC702255', dot: '2011874' },
  { name: 'Blue Mesa Carriers', scac: 'BMSC', mc: 'MC388204', dot: '1098331' },
  { name: 'Lakeshore Motor Express', scac: 'LKSM', mc: 'MC295517', dot: '884210' },
  { name: 'Copperline Trucking', scac: 'CPLT', mc: 'MC845120', dot: '2467003' },
  { name: 'Six Rivers LTL', scac: 'SXRV', mc: 'MC178846', dot: '602914' },
  { name: 'Magnolia Overland', scac: 'MGOV', mc: 'MC667731', dot: '1890456' },
  { name: 'Northfork Logistics', scac: 'NFKL', mc: 'MC921004', dot: '2755190' },
];

/** Truckers where there is no SCAC: Asia and Europe. */
export const FOREIGN_TRUCKERS = [
  'Jiangnan Haulage',
  'Pearl Delta Trucking',
  'Van der Laan Transport',
  'Spedition Adler',
];
