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
