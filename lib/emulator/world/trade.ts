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

/** `kg` and `cbm` are of one carton, `units` the number of pieces in it, `cents` what one piece costs in US dollars. */
export type Product = {
  sku: string;
  name: string;
  category: string;
  /** Harmonised System, six digits. */
  hs: string;
  kg: number;
  cbm: number;
  units: number;
  cents: number;
  supplier: Company;
};

type Row = readonly [string, string, string, string, string, number, number, number, number];

function products(rows: readonly Row[]): readonly Product[] {
  return rows.flatMap(([ref, sku, name, category, hs, kg, cbm, units, cents]) => {
    const supplier = SHIPPERS.find((company) => company.ref === ref);
    return supplier ? [{ sku, name, category, hs, kg, cbm, units, cents, supplier }] : [];
  });
}

/** Everything that the suppliers make: each has goods of its own. */
// biome-ignore format: one product a line
export const PRODUCTS = products([
  ['SUP-1001', 'INV-5KW-01', 'Solar inverter 5 kW', 'Power electronics', '850440', 18.5, 0.062, 1, 41250],
  ['SUP-1001', 'LED-PNL-60', 'LED panel 60 x 60', 'Lighting', '940511', 12.4, 0.048, 6, 1425],
  ['SUP-1001', 'CHG-65W-C', 'USB-C charger 65 W', 'Power electronics', '850440', 9.6, 0.028, 60, 890],
  ['SUP-1001', 'CAM-IP-4M', 'Network camera 4 MP', 'Electronics', '852589', 7.8, 0.036, 20, 3675],
  ['SUP-1002', 'KTL-17-SS', 'Stainless kettle 1.7 l', 'Housewares', '851679', 10.8, 0.07, 8, 1160],
  ['SUP-1002', 'PAN-SET-3', 'Frying pan set, 3 pieces', 'Housewares', '732393', 13.2, 0.052, 6, 1485],
  ['SUP-1002', 'BOX-ST-45', 'Storage box 45 l', 'Housewares', '392310', 8.8, 0.19, 8, 425],
  ['SUP-1002', 'TWL-CTN-4', 'Bath towel, pack of 4', 'Textiles', '630260', 11.5, 0.061, 12, 960],
  ['SUP-1003', 'HSG-ABS-12', 'ABS housing 12 in', 'Plastic parts', '392690', 10.2, 0.045, 40, 215],
  ['SUP-1003', 'CAP-28-PP', 'Bottle cap 28 mm, 5,000', 'Plastic parts', '392350', 12.0, 0.06, 2, 4350],
  ['SUP-1003', 'TRY-TRAY-6', 'Vacuum-formed tray', 'Plastic parts', '392390', 6.1, 0.085, 100, 38],
  ['SUP-1003', 'GEA-POM-30', 'Gear wheel, 30 teeth', 'Plastic parts', '848390', 9.9, 0.022, 500, 31],
  ['SUP-1004', 'CHR-OAK-22', 'Oak dining chair', 'Furniture', '940161', 9.2, 0.21, 2, 3840],
  ['SUP-1004', 'TBL-ACA-18', 'Acacia table 180 cm', 'Furniture', '940360', 38.5, 0.24, 1, 13900],
  ['SUP-1004', 'SHF-PIN-05', 'Pine shelf, 5 boards', 'Furniture', '940360', 17.0, 0.11, 1, 2950],
  ['SUP-1004', 'BNC-GDN-12', 'Garden bench', 'Furniture', '940169', 16.2, 0.18, 1, 4680],
  ['SUP-1005', 'LNS-50-18', 'Camera lens 50 mm', 'Optics', '900211', 6.4, 0.024, 12, 8920],
  ['SUP-1005', 'BNO-10-42', 'Binoculars 10 x 42', 'Optics', '900510', 8.8, 0.032, 12, 3340],
  ['SUP-1005', 'FLT-UV-67', 'UV filter 67 mm', 'Optics', '900220', 5.2, 0.015, 100, 410],
  ['SUP-1005', 'SCP-DGT-5', 'Digital microscope', 'Optics', '901180', 11.0, 0.06, 4, 7450],
  ['SUP-1006', 'PMP-CEN-2', 'Centrifugal pump', 'Machinery', '841370', 26.3, 0.08, 1, 18800],
  ['SUP-1006', 'VLV-BAL-3', 'Ball valve 3 in', 'Machinery', '848180', 24.0, 0.03, 6, 2770],
  ['SUP-1006', 'MTR-AC-22', 'Electric motor 2.2 kW', 'Machinery', '850152', 31.0, 0.05, 1, 14150],
  ['SUP-1006', 'CMP-SCR-7', 'Air compressor 7 kW', 'Machinery', '841480', 88.0, 0.32, 1, 61200],
  ['SUP-1007', 'FLG-DN100', 'Steel flange DN 100', 'Castings', '730721', 23.5, 0.014, 4, 1230],
  ['SUP-1007', 'CRK-4CYL', 'Crankshaft, 4 cylinders', 'Castings', '848310', 28.0, 0.04, 1, 9650],
  ['SUP-1007', 'BRG-6204', 'Ball bearing 6204', 'Bearings', '848210', 21.0, 0.018, 200, 108],
  ['SUP-1007', 'HUB-TRK-10', 'Wheel hub, 10 bolts', 'Castings', '870870', 29.4, 0.035, 1, 5480],
  ['SUP-1008', 'JKT-DWN-M', 'Down jacket', 'Apparel', '620193', 8.0, 0.055, 12, 3190],
  ['SUP-1008', 'TSH-ORG-L', 'Organic T-shirt', 'Apparel', '610910', 9.5, 0.04, 48, 285],
  ['SUP-1008', 'JNS-5PK-32', 'Five-pocket jeans', 'Apparel', '620342', 14.6, 0.05, 24, 820],
  ['SUP-1008', 'HDY-FLC-M', 'Fleece hoodie', 'Apparel', '611030', 11.2, 0.065, 20, 740],
  ['SUP-1009', 'BRK-HYD-4', 'Hydraulic brake set', 'Cycle parts', '871494', 14.1, 0.03, 20, 2275],
  ['SUP-1009', 'FRM-ALU-54', 'Alloy frame 54 cm', 'Cycle parts', '871491', 9.0, 0.16, 4, 8600],
  ['SUP-1009', 'WHL-28-SET', 'Wheel set 28 in', 'Cycle parts', '871492', 8.4, 0.14, 2, 6150],
  ['SUP-1009', 'CHN-12S', 'Chain, 12 speeds', 'Cycle parts', '731511', 12.8, 0.016, 48, 1175],
  ['SUP-1010', 'TYR-205-55', 'Tyre 205/55 R16', 'Tyres', '401110', 9.4, 0.09, 1, 4120],
  ['SUP-1010', 'TYR-315-80', 'Truck tyre 315/80 R22.5', 'Tyres', '401120', 64.0, 0.27, 1, 19400],
  ['SUP-1010', 'HSE-RBR-25', 'Rubber hose 25 m', 'Rubber goods', '400921', 15.0, 0.07, 2, 1680],
  ['SUP-1010', 'MAT-FLR-4', 'Car floor mats, 4', 'Rubber goods', '401691', 11.4, 0.05, 5, 920],
  ['SUP-1011', 'SPN-CNC-12', 'Machine spindle', 'Machine tools', '846693', 36.0, 0.06, 1, 84500],
  ['SUP-1011', 'GRP-LIN-20', 'Linear guide 20 mm', 'Machine tools', '848330', 18.2, 0.02, 10, 4860],
  ['SUP-1011', 'SNS-PRX-M12', 'Proximity sensor M12', 'Sensors', '853650', 6.8, 0.02, 100, 1340],
  ['SUP-1011', 'RDC-PLN-10', 'Planetary gear 10:1', 'Machine tools', '848340', 21.5, 0.03, 2, 22700],
  ['SUP-1012', 'PCB-CTL-7', 'Control board', 'Electronics', '853710', 7.2, 0.03, 40, 2680],
  ['SUP-1012', 'SSD-1TB-N', 'Solid-state drive 1 TB', 'Electronics', '852351', 5.5, 0.02, 100, 5240],
  ['SUP-1012', 'CNN-RJ45-C', 'Connector RJ45, 1,000', 'Electronics', '853669', 8.9, 0.024, 5, 6400],
  ['SUP-1012', 'RLY-24V-8', 'Relay 24 V', 'Electronics', '853641', 10.4, 0.02, 200, 196],
  ['SUP-1013', 'GLV-NTR-M', 'Nitrile gloves, 100', 'Medical supplies', '401512', 6.2, 0.034, 10, 365],
  ['SUP-1013', 'GLV-LTX-L', 'Latex gloves, 100', 'Medical supplies', '401519', 6.6, 0.034, 10, 310],
  ['SUP-1013', 'APR-PE-100', 'Apron, 100', 'Medical supplies', '392620', 7.0, 0.03, 10, 420],
  ['SUP-1013', 'MSK-IIR-50', 'Face mask, 50', 'Medical supplies', '630790', 5.8, 0.06, 40, 155],
  ['SUP-1014', 'TEA-BOP-5', 'Black tea 5 kg', 'Tea and spices', '090240', 20.8, 0.06, 4, 2950],
  ['SUP-1014', 'CIN-C5-10', 'Cinnamon quills 10 kg', 'Tea and spices', '090611', 10.9, 0.07, 1, 12600],
  ['SUP-1014', 'PEP-BLK-25', 'Black pepper 25 kg', 'Tea and spices', '090411', 25.4, 0.05, 1, 11800],
  ['SUP-1014', 'COC-DES-10', 'Desiccated coconut 10 kg', 'Tea and spices', '080111', 10.4, 0.03, 1, 2140],
  ['SUP-1015', 'PPH-25-BG', 'Polypropylene, bag 25 kg', 'Polymers', '390210', 25.3, 0.045, 1, 2880],
  ['SUP-1015', 'LLD-25-BG', 'Polyethylene, bag 25 kg', 'Polymers', '390140', 25.3, 0.046, 1, 2760],
  ['SUP-1015', 'PET-RSN-25', 'PET resin, bag 25 kg', 'Polymers', '390761', 25.3, 0.043, 1, 2590],
  ['SUP-1015', 'MBT-WHT-25', 'White masterbatch 25 kg', 'Polymers', '320611', 25.3, 0.04, 1, 5400],
  ['SUP-1016', 'TOY-BLK-90', 'Wooden blocks, 90', 'Toys', '950300', 12.0, 0.06, 12, 745],
  ['SUP-1016', 'PUZ-1000', 'Puzzle, 1,000 pieces', 'Toys', '950300', 11.8, 0.045, 18, 395],
  ['SUP-1016', 'CND-SET-6', 'Candle set', 'Gifts', '340600', 10.6, 0.04, 16, 520],
  ['SUP-1016', 'SNK-RUN-42', 'Running shoe', 'Footwear', '640411', 6.9, 0.06, 10, 1735],
]);

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
