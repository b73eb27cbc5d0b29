/** Waters by which sea distances are estimated; land places carry the waters that their cargo reaches them through. */
export type Region = 'asia' | 'south-asia' | 'europe' | 'na-west' | 'na-east' | 'latin' | 'other';
export type PlaceKind = 'port' | 'airport' | 'ramp' | 'city';

/** `code` is the UN/LOCODE, or null where we state none. */
export type Place = {
  kind: PlaceKind;
  name: string;
  country: string;
  code: string | null;
  zone: string;
  latitude: number;
  longitude: number;
  region: Region;
  /** State or province, for addresses in North America. */
  state: string;
  /** Terminals of a port; IATA and ICAO of an airport; the railroad of a ramp. */
  details: readonly string[];
};

type Row = readonly [string, string, string, string, number, number, Region, string, ...string[]];

function places(kind: PlaceKind, rows: readonly Row[]): readonly Place[] {
  return rows.map(([name, country, code, zone, latitude, longitude, region, state, ...details]) => ({
    kind,
    name,
    country,
    code: code || null,
    zone,
    latitude,
    longitude,
    region,
    state,
    details,
  }));
}

// biome-ignore format: one place a line
export const PORTS = places('port', [
  ['Shanghai', 'CN', 'CNSHA', 'Asia/Shanghai', 31.23, 121.49, 'asia', '', 'Yangshan Phase IV', 'Waigaoqiao Phase V'],
  ['Ningbo', 'CN', 'CNNGB', 'Asia/Shanghai', 29.87, 121.55, 'asia', '', 'Beilun Terminal', 'Meishan Terminal'],
  ['Yantian', 'CN', 'CNYTN', 'Asia/Shanghai', 22.57, 114.27, 'asia', '', 'Yantian International Container Terminals'],
  ['Qingdao', 'CN', 'CNTAO', 'Asia/Shanghai', 36.07, 120.32, 'asia', '', 'Qianwan Container Terminal'],
  ['Xiamen', 'CN', 'CNXMN', 'Asia/Shanghai', 24.45, 118.07, 'asia', '', 'Songyu Container Terminal'],
  ['Tianjin Xingang', 'CN', 'CNTXG', 'Asia/Shanghai', 38.98, 117.78, 'asia', '', 'Pacific International'],
  ['Hong Kong', 'HK', 'HKHKG', 'Asia/Hong_Kong', 22.33, 114.13, 'asia', '', 'Kwai Tsing Terminal 9'],
  ['Kaohsiung', 'TW', 'TWKHH', 'Asia/Taipei', 22.61, 120.28, 'asia', '', 'Terminal 4', 'Terminal 6'],
  ['Busan', 'KR', 'KRPUS', 'Asia/Seoul', 35.1, 129.04, 'asia', '', 'Busan New Port'],
  ['Yokohama', 'JP', 'JPYOK', 'Asia/Tokyo', 35.44, 139.65, 'asia', '', 'Minami Honmoku'],
  ['Singapore', 'SG', 'SGSIN', 'Asia/Singapore', 1.26, 103.82, 'asia', '', 'Pasir Panjang Terminal', 'Tuas Port'],
  ['Port Klang', 'MY', 'MYPKG', 'Asia/Kuala_Lumpur', 3.0, 101.39, 'asia', '', 'Westports', 'Northport'],
  ['Tanjung Pelepas', 'MY', 'MYTPP', 'Asia/Kuala_Lumpur', 1.36, 103.55, 'asia', '', 'PTP'],
  ['Laem Chabang', 'TH', 'THLCH', 'Asia/Bangkok', 13.08, 100.88, 'asia', '', 'Hutchison Terminal D'],
  ['Haiphong', 'VN', 'VNHPH', 'Asia/Ho_Chi_Minh', 20.86, 106.68, 'asia', '', 'Lach Huyen'],
  ['Ho Chi Minh City', 'VN', 'VNSGN', 'Asia/Ho_Chi_Minh', 10.77, 106.71, 'asia', '', 'Cat Lai'],
  ['Colombo', 'LK', 'LKCMB', 'Asia/Colombo', 6.95, 79.84, 'south-asia', '', 'Colombo International Container Terminal'],
  ['Nhava Sheva', 'IN', 'INNSA', 'Asia/Kolkata', 18.95, 72.95, 'south-asia', '', 'Gateway Terminals India'],
  ['Mundra', 'IN', 'INMUN', 'Asia/Kolkata', 22.74, 69.7, 'south-asia', '', 'Adani Mundra T2'],
  ['Chattogram', 'BD', 'BDCGP', 'Asia/Dhaka', 22.31, 91.8, 'south-asia', '', 'New Mooring Container Terminal'],
  ['Jebel Ali', 'AE', 'AEJEA', 'Asia/Dubai', 25.01, 55.06, 'south-asia', '', 'Terminal 2'],
  ['Rotterdam', 'NL', 'NLRTM', 'Europe/Amsterdam', 51.95, 4.14, 'europe', '', 'ECT Delta', 'APM Maasvlakte II'],
  ['Antwerp', 'BE', 'BEANR', 'Europe/Brussels', 51.26, 4.4, 'europe', '', 'MPET', 'Antwerp Gateway'],
  ['Hamburg', 'DE', 'DEHAM', 'Europe/Berlin', 53.54, 9.99, 'europe', '', 'Altenwerder', 'Burchardkai'],
  ['Bremerhaven', 'DE', 'DEBRV', 'Europe/Berlin', 53.55, 8.58, 'europe', '', 'NTB'],
  ['Felixstowe', 'GB', 'GBFXT', 'Europe/London', 51.96, 1.35, 'europe', '', 'Trinity Terminal'],
  ['Southampton', 'GB', 'GBSOU', 'Europe/London', 50.9, -1.4, 'europe', '', 'DP World Southampton'],
  ['Le Havre', 'FR', 'FRLEH', 'Europe/Paris', 49.49, 0.11, 'europe', '', 'Terminal de France'],
  ['Valencia', 'ES', 'ESVLC', 'Europe/Madrid', 39.45, -0.32, 'europe', '', 'Noatum'],
  ['Genoa', 'IT', 'ITGOA', 'Europe/Rome', 44.41, 8.93, 'europe', '', 'PSA Genova Pra'],
  ['Los Angeles', 'US', 'USLAX', 'America/Los_Angeles', 33.74, -118.27, 'na-west', 'CA', 'APM Pier 400', 'TraPac'],
  ['Long Beach', 'US', 'USLGB', 'America/Los_Angeles', 33.75, -118.21, 'na-west', 'CA', 'LBCT', 'TTI Pier T', 'Pier A'],
  ['Oakland', 'US', 'USOAK', 'America/Los_Angeles', 37.8, -122.28, 'na-west', 'CA', 'Oakland International Terminal'],
  ['Seattle', 'US', 'USSEA', 'America/Los_Angeles', 47.58, -122.35, 'na-west', 'WA', 'Terminal 18'],
  ['Vancouver', 'CA', 'CAVAN', 'America/Vancouver', 49.29, -123.08, 'na-west', 'BC', 'Deltaport', 'Centerm'],
  ['New York', 'US', 'USNYC', 'America/New_York', 40.67, -74.05, 'na-east', 'NJ', 'Maher Terminal', 'APM Elizabeth'],
  ['Norfolk', 'US', 'USORF', 'America/New_York', 36.92, -76.33, 'na-east', 'VA', 'Norfolk International Terminals'],
  ['Charleston', 'US', 'USCHS', 'America/New_York', 32.83, -79.9, 'na-east', 'SC', 'Wando Welch'],
  ['Savannah', 'US', 'USSAV', 'America/New_York', 32.13, -81.14, 'na-east', 'GA', 'Garden City Terminal'],
  ['Houston', 'US', 'USHOU', 'America/Chicago', 29.68, -95.0, 'na-east', 'TX', 'Bayport', 'Barbours Cut'],
  ['Cartagena', 'CO', 'COCTG', 'America/Bogota', 10.4, -75.53, 'latin', '', 'Contecar'],
  ['Algeciras', 'ES', 'ESALG', 'Europe/Madrid', 36.13, -5.44, 'europe', '', 'APM Terminals Algeciras', 'TTI Algeciras'],
  ['Tanger Med', 'MA', 'MAPTM', 'Africa/Casablanca', 35.89, -5.5, 'europe', '', 'Tanger Med 1'],
  ['Manzanillo', 'PA', 'PAMIT', 'America/Panama', 9.36, -79.88, 'latin', '', 'Manzanillo International Terminal'],
  ['Salalah', 'OM', 'OMSLL', 'Asia/Muscat', 16.95, 54.0, 'south-asia', '', 'Salalah Container Terminal'],
  ['Santos', 'BR', 'BRSSZ', 'America/Sao_Paulo', -23.98, -46.3, 'latin', '', 'BTP', 'Santos Brasil'],
]);

// biome-ignore format: one place a line
export const AIRPORTS = places('airport', [
  ['Hong Kong', 'HK', 'HKHKG', 'Asia/Hong_Kong', 22.31, 113.91, 'asia', '', 'HKG', 'VHHH'],
  ['Shanghai Pudong', 'CN', 'CNPVG', 'Asia/Shanghai', 31.14, 121.81, 'asia', '', 'PVG', 'ZSPD'],
  ['Taipei', 'TW', 'TWTPE', 'Asia/Taipei', 25.08, 121.23, 'asia', '', 'TPE', 'RCTP'],
  ['Incheon', 'KR', 'KRICN', 'Asia/Seoul', 37.46, 126.44, 'asia', '', 'ICN', 'RKSI'],
  ['Singapore', 'SG', 'SGSIN', 'Asia/Singapore', 1.36, 103.99, 'asia', '', 'SIN', 'WSSS'],
  ['Delhi', 'IN', 'INDEL', 'Asia/Kolkata', 28.56, 77.1, 'south-asia', '', 'DEL', 'VIDP'],
  ['Dubai', 'AE', 'AEDXB', 'Asia/Dubai', 25.25, 55.36, 'south-asia', '', 'DXB', 'OMDB'],
  ['Frankfurt am Main', 'DE', 'DEFRA', 'Europe/Berlin', 50.03, 8.56, 'europe', '', 'FRA', 'EDDF'],
  ['Amsterdam', 'NL', 'NLAMS', 'Europe/Amsterdam', 52.31, 4.76, 'europe', '', 'AMS', 'EHAM'],
  ['Liège', 'BE', 'BELGG', 'Europe/Brussels', 50.64, 5.44, 'europe', '', 'LGG', 'EBLG'],
  ['Luxembourg', 'LU', 'LULUX', 'Europe/Luxembourg', 49.63, 6.21, 'europe', '', 'LUX', 'ELLX'],
  ['Anchorage', 'US', 'USANC', 'America/Anchorage', 61.17, -149.99, 'na-west', 'AK', 'ANC', 'PANC'],
  ['Los Angeles', 'US', 'USLAX', 'America/Los_Angeles', 33.94, -118.41, 'na-west', 'CA', 'LAX', 'KLAX'],
  ['Chicago', 'US', 'USCHI', 'America/Chicago', 41.98, -87.9, 'na-east', 'IL', 'ORD', 'KORD'],
  ['New York', 'US', 'USNYC', 'America/New_York', 40.64, -73.78, 'na-east', 'NY', 'JFK', 'KJFK'],
]);

// biome-ignore format: one place a line
export const RAMPS = places('ramp', [
  ['Chicago', 'US', 'USCHI', 'America/Chicago', 41.85, -87.68, 'na-west', 'IL', 'BNSF Logistics Park'],
  ['Dallas', 'US', 'USDAL', 'America/Chicago', 32.65, -96.67, 'na-west', 'TX', 'UP Dallas Intermodal'],
  ['Kansas City', 'US', 'USMKC', 'America/Chicago', 39.1, -94.58, 'na-west', 'MO', 'KC Intermodal Terminal'],
  ['Memphis', 'US', 'USMEM', 'America/Chicago', 35.06, -89.93, 'na-west', 'TN', 'BNSF Memphis'],
  ['Denver', 'US', 'USDEN', 'America/Denver', 39.78, -104.95, 'na-west', 'CO', 'UP Rolla'],
  ['Salt Lake City', 'US', 'USSLC', 'America/Denver', 40.72, -112.0, 'na-west', 'UT', 'UP Salt Lake Intermodal'],
  ['Atlanta', 'US', 'USATL', 'America/New_York', 33.77, -84.5, 'na-east', 'GA', 'CSX Fairburn'],
  ['Columbus', 'US', 'USCMH', 'America/New_York', 39.81, -82.93, 'na-east', 'OH', 'NS Rickenbacker'],
  ['Charlotte', 'US', 'USCLT', 'America/New_York', 35.2, -80.95, 'na-east', 'NC', 'NS Charlotte Regional'],
  ['Toronto', 'CA', 'CATOR', 'America/Toronto', 43.83, -79.56, 'na-west', 'ON', 'CN MacMillan Yard'],
  ['Duisburg', 'DE', 'DEDUI', 'Europe/Berlin', 51.44, 6.73, 'europe', '', 'DIT Duisburg'],
  ['München', 'DE', 'DEMUC', 'Europe/Berlin', 48.17, 11.64, 'europe', '', 'München-Riem'],
]);

// biome-ignore format: one place a line
export const CITIES = places('city', [
  ['Ontario', 'US', '', 'America/Los_Angeles', 34.06, -117.65, 'na-west', 'CA', '91761'],
  ['Fontana', 'US', '', 'America/Los_Angeles', 34.09, -117.44, 'na-west', 'CA', '92335'],
  ['Stockton', 'US', 'USSCK', 'America/Los_Angeles', 37.96, -121.29, 'na-west', 'CA', '95206'],
  ['Portland', 'US', 'USPDX', 'America/Los_Angeles', 45.52, -122.68, 'na-west', 'OR', '97203'],
  ['Kent', 'US', '', 'America/Los_Angeles', 47.38, -122.23, 'na-west', 'WA', '98032'],
  ['Calgary', 'CA', 'CACAL', 'America/Edmonton', 51.05, -114.07, 'na-west', 'AB', 'T2C 4X9'],
  ['Phoenix', 'US', 'USPHX', 'America/Phoenix', 33.45, -112.07, 'na-west', 'AZ', '85043'],
  ['Reno', 'US', 'USRNO', 'America/Los_Angeles', 39.53, -119.81, 'na-west', 'NV', '89506'],
  ['Aurora', 'US', '', 'America/Denver', 39.73, -104.83, 'na-west', 'CO', '80011'],
  ['Joliet', 'US', '', 'America/Chicago', 41.53, -88.08, 'na-west', 'IL', '60436'],
  ['Indianapolis', 'US', 'USIND', 'America/Indiana/Indianapolis', 39.77, -86.16, 'na-east', 'IN', '46241'],
  ['Louisville', 'US', '', 'America/Kentucky/Louisville', 38.25, -85.76, 'na-east', 'KY', '40219'],
  ['Nashville', 'US', 'USBNA', 'America/Chicago', 36.16, -86.78, 'na-east', 'TN', '37217'],
  ['Olive Branch', 'US', '', 'America/Chicago', 34.96, -89.83, 'na-west', 'MS', '38654'],
  ['Edgerton', 'US', '', 'America/Chicago', 38.76, -95.01, 'na-west', 'KS', '66021'],
  ['Fort Worth', 'US', '', 'America/Chicago', 32.76, -97.33, 'na-west', 'TX', '76177'],
  ['Katy', 'US', '', 'America/Chicago', 29.79, -95.82, 'na-east', 'TX', '77494'],
  ['Laredo', 'US', 'USLRD', 'America/Chicago', 27.51, -99.51, 'na-west', 'TX', '78045'],
  ['McDonough', 'US', '', 'America/New_York', 33.45, -84.15, 'na-east', 'GA', '30253'],
  ['Jacksonville', 'US', 'USJAX', 'America/New_York', 30.33, -81.66, 'na-east', 'FL', '32218'],
  ['Lakeland', 'US', '', 'America/New_York', 28.04, -81.95, 'na-east', 'FL', '33811'],
  ['Greenville', 'US', '', 'America/New_York', 34.85, -82.4, 'na-east', 'SC', '29607'],
  ['Concord', 'US', '', 'America/New_York', 35.41, -80.58, 'na-east', 'NC', '28027'],
  ['Richmond', 'US', 'USRIC', 'America/New_York', 37.54, -77.44, 'na-east', 'VA', '23231'],
  ['Allentown', 'US', '', 'America/New_York', 40.6, -75.48, 'na-east', 'PA', '18106'],
  ['Edison', 'US', '', 'America/New_York', 40.52, -74.41, 'na-east', 'NJ', '08837'],
  ['Groveport', 'US', '', 'America/New_York', 39.88, -82.88, 'na-east', 'OH', '43125'],
  ['Brampton', 'CA', '', 'America/Toronto', 43.73, -79.76, 'na-west', 'ON', 'L6T 5S1'],
  ['Minneapolis', 'US', '', 'America/Chicago', 44.98, -93.27, 'na-west', 'MN', '55428'],
  ['Suzhou', 'CN', '', 'Asia/Shanghai', 31.3, 120.62, 'asia', '', '215021'],
  ['Hangzhou', 'CN', '', 'Asia/Shanghai', 30.27, 120.15, 'asia', '', '310018'],
  ['Dongguan', 'CN', '', 'Asia/Shanghai', 23.02, 113.75, 'asia', '', '523000'],
  ['Bac Ninh', 'VN', '', 'Asia/Ho_Chi_Minh', 21.19, 106.08, 'asia', '', ''],
  ['Bien Hoa', 'VN', '', 'Asia/Ho_Chi_Minh', 10.95, 106.82, 'asia', '', ''],
  ['Pune', 'IN', '', 'Asia/Kolkata', 18.52, 73.86, 'south-asia', '', '411057'],
  ['Venlo', 'NL', 'NLVEN', 'Europe/Amsterdam', 51.37, 6.17, 'europe', '', '5928 NX'],
  ['Köln', 'DE', 'DECGN', 'Europe/Berlin', 50.94, 6.96, 'europe', '', '50735'],
  ['Augsburg', 'DE', 'DEAGB', 'Europe/Berlin', 48.37, 10.9, 'europe', '', '86156'],
  ['Northampton', 'GB', '', 'Europe/London', 52.24, -0.9, 'europe', '', 'NN4 7YB'],
  ['Lille', 'FR', 'FRLIL', 'Europe/Paris', 50.63, 3.06, 'europe', '', '59800'],
  ['Zaragoza', 'ES', 'ESZAZ', 'Europe/Madrid', 41.65, -0.88, 'europe', '', '50197'],
  ['Milano', 'IT', 'ITMIL', 'Europe/Rome', 45.46, 9.19, 'europe', '', '20138'],
]);

const RADIANS = Math.PI / 180;

/** Kilometres along the great circle. */
export function distanceKm(a: Place, b: Place): number {
  const dLat = (b.latitude - a.latitude) * RADIANS;
  const dLon = (b.longitude - a.longitude) * RADIANS;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The places of a list within reach, on the same side of the sea and in one landmass, nearest first. */
export function within(list: readonly Place[], centre: Place, km: number): Place[] {
  return list
    .map((place) => ({ place, away: distanceKm(place, centre) }))
    .filter(({ away }) => away <= km)
    .sort((a, b) => a.away - b.away)
    .map(({ place }) => place);
}
