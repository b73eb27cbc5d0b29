/** Terms of a booking request, apart from the schemas, so that forms in the browser load no validator. */

export const INCOTERMS = ['EXW', 'FOB', 'FAS', 'FCA', 'CPT', 'CFR', 'CIF', 'CIP', 'DAT', 'DAP', 'DDP', 'DPU'] as const;
export const BOOKED_MODES = ['ocean', 'air', 'truck'] as const;

/** Containers by size; ISO 6346 sizes in the words of the trade. */
export const CONTAINER_SIZES = {
  twenty_ft: "20'",
  forty_ft: "40'",
  forty_ft_hc: "40' high cube",
  forty_five_ft_hc: "45' high cube",
} as const;
export type ContainerSize = keyof typeof CONTAINER_SIZES;

/** How cargo is packed. */
export const PACKINGS = ['bag', 'bale', 'barrel', 'carton', 'crate', 'package', 'pallet', 'roll'] as const;

/** Who pays for a truck: the consignee (`collect`) or the shipper (`prepaid`). */
export const FREIGHT_TERMS = ['collect', 'prepaid'] as const;

/** What a booking request names and a user picks from what is known. */
export const PICKED = ['company', 'address', 'port', 'order'] as const;
export type Picked = (typeof PICKED)[number];

/** The parts of a booking that an amendment can change. */
export const AMENDABLE = ['name', 'cargoReadyOn', 'originPort', 'destinationPort', 'containers'] as const;
export type Amendable = (typeof AMENDABLE)[number];
