export type Company = { name: string; ref: string; city: string; country: string };

export const SHIPPERS: readonly Company[] = [
  { name: 'Suzhou Brightwell Electronics', ref: 'SUP-1001', city: 'Suzhou', country: 'CN' },
  { name: 'Ningbo Haoyun Houseware', ref: 'SUP-1002', city: 'Ningbo', country: 'CN' },
  { name: 'Dongguan Precision Moulding', ref: 'SUP-1003', city: 'Dongguan', country: 'CN' },
  { name: 'Saigon Timber Furniture', ref: 'SUP-1004', city: 'Bien Hoa', country: 'VN' },
  { name: 'Bac Ninh Optics', ref: 'SUP-1005', city: 'Bac Ninh', country: 'VN' },
  { name: 'Hanil Machine Works', ref: 'SUP-1006', city: 'Busan', country: 'KR' },
  { name: 'Pune Forge & Castings', ref: 'SUP-1007', city: 'Pune', country: 'IN' },
  { name: 'Chattogram Apparel Exports', ref: 'SUP-1008', city: 'Chattogram', country: 'BD' },
  { name: 'Formosa Cycle Parts', ref: 'SUP-1009', city: 'Kaohsiung', country: 'TW' },
  { name: 'Laem Rubber Industries', ref: 'SUP-1010', city: 'Laem Chabang', country: 'TH' },
  { name: 'Yokohama Seiki', ref: 'SUP-1011', city: 'Yokohama', country: 'JP' },
  { name: 'Straits Components', ref: 'SUP-1012', city: 'Singapore', country: 'SG' },
  { name: 'Klang Valley Gloves', ref: 'SUP-1013', city: 'Port Klang', country: 'MY' },
  { name: 'Ceylon Leaf & Spice', ref: 'SUP-1014', city: 'Colombo', country: 'LK' },
  { name: 'Gulf Polymers', ref: 'SUP-1015', city: 'Jebel Ali', country: 'AE' },
  { name: 'Kowloon Gift & Toy', ref: 'SUP-1016', city: 'Hong Kong', country: 'HK' },
];

export const CONSIGNEES: readonly Company[] = [
  { name: 'Alderbrook Home', ref: 'AB-HOME', city: 'Ontario', country: 'US' },
  { name: 'Calder & Finch', ref: 'CF-US', city: 'Edison', country: 'US' },
  { name: 'Juniper Outfitters', ref: 'JUN-01', city: 'Kent', country: 'US' },
  { name: 'Meridian Solar Supply', ref: 'MSS-TX', city: 'Fort Worth', country: 'US' },
  { name: 'Great Lakes Appliance', ref: 'GLA-IL', city: 'Joliet', country: 'US' },
  { name: 'Northwind Cycles', ref: 'NWC-EU', city: 'Venlo', country: 'NL' },
  { name: 'Hallström Möbler', ref: 'HM-DE', city: 'Köln', country: 'DE' },
  { name: 'Penhallow Trading', ref: 'PH-UK', city: 'Northampton', country: 'GB' },
  { name: 'Maison Delorme', ref: 'MD-FR', city: 'Lille', country: 'FR' },
  { name: 'Talleres Ebro', ref: 'TE-ES', city: 'Zaragoza', country: 'ES' },
  { name: 'Casa Lombarda', ref: 'CL-IT', city: 'Milano', country: 'IT' },
  { name: 'Flandria Distributie', ref: 'FD-BE', city: 'Antwerp', country: 'BE' },
  { name: 'Moselle Fournitures', ref: 'MF-LU', city: 'Luxembourg', country: 'LU' },
  { name: 'Maple Ridge Supply', ref: 'MRS-CA', city: 'Brampton', country: 'CA' },
  { name: 'Importadora del Caribe', ref: 'IDC-CO', city: 'Cartagena', country: 'CO' },
  { name: 'Casa Paulista', ref: 'CP-BR', city: 'Santos', country: 'BR' },
];

/** `kg` and `cbm` are of one carton, `units` how many pieces it holds. */
export type Commodity = { sku: string; name: string; hs: string; kg: number; cbm: number; units: number; usd: number };

export const COMMODITIES: readonly Commodity[] = [
  { sku: 'INV-5KW-01', name: 'Solar inverter 5 kW', hs: '850440', kg: 18.5, cbm: 0.062, units: 1, usd: 412.5 },
  { sku: 'CHR-OAK-22', name: 'Oak dining chair', hs: '940161', kg: 9.2, cbm: 0.21, units: 2, usd: 38.4 },
  { sku: 'LED-PNL-60', name: 'LED panel 60 x 60', hs: '940511', kg: 12.4, cbm: 0.048, units: 6, usd: 14.25 },
  { sku: 'JKT-DWN-M', name: 'Down jacket', hs: '620193', kg: 8.0, cbm: 0.055, units: 12, usd: 31.9 },
  { sku: 'KTL-17-SS', name: 'Stainless kettle 1.7 l', hs: '851679', kg: 10.8, cbm: 0.07, units: 8, usd: 11.6 },
  { sku: 'BRK-HYD-4', name: 'Hydraulic brake set', hs: '871494', kg: 14.1, cbm: 0.03, units: 20, usd: 22.75 },
  { sku: 'BRG-6204', name: 'Ball bearing 6204', hs: '848210', kg: 21.0, cbm: 0.018, units: 200, usd: 1.08 },
  { sku: 'TYR-205-55', name: 'Tyre 205/55 R16', hs: '401110', kg: 9.4, cbm: 0.09, units: 1, usd: 41.2 },
  { sku: 'PMP-CEN-2', name: 'Centrifugal pump', hs: '841370', kg: 26.3, cbm: 0.08, units: 1, usd: 188.0 },
  { sku: 'SNK-RUN-42', name: 'Running shoe', hs: '640411', kg: 6.9, cbm: 0.06, units: 10, usd: 17.35 },
];

/** Customers of the truck broker. */
export const SHIP_FROM: readonly Company[] = [
  { name: 'Pinecrest Foods', ref: 'PINE', city: 'Stockton', country: 'US' },
  { name: 'Ironvale Steel', ref: 'IRON', city: 'Indianapolis', country: 'US' },
  { name: 'Cascade Paper', ref: 'CASC', city: 'Portland', country: 'US' },
  { name: 'Sunline Beverages', ref: 'SUNL', city: 'Lakeland', country: 'US' },
  { name: 'Harrow Building Products', ref: 'HARW', city: 'Allentown', country: 'US' },
  { name: 'Tall Grass Farms', ref: 'TGF', city: 'Edgerton', country: 'US' },
  { name: 'Meridian Solar Supply', ref: 'MSS', city: 'Fort Worth', country: 'US' },
  { name: 'Great Lakes Appliance', ref: 'GLA', city: 'Joliet', country: 'US' },
  { name: 'Belmont Packaging', ref: 'BELM', city: 'Concord', country: 'US' },
  { name: 'Riverside Ceramics', ref: 'RVSC', city: 'Laredo', country: 'US' },
];
