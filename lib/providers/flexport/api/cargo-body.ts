import type { ProviderRequest } from '#lib/model/request.ts';
import type { Fields } from '../read.ts';

type Cargo = Pick<
  Extract<ProviderRequest, { kind: 'booking' }>['input'],
  'weightKg' | 'volumeCbm' | 'pieces' | 'packing' | 'unitsPerPallet' | 'hazardous' | 'unNumbers'
>;

const quantity = (kind: 'weight' | 'volume', value: number, unit: string) => ({
  _object: `/quantity/${kind}`,
  value,
  unit,
});

/**
 * How lithium-ion batteries are packed, by their UN number (UN Model Regulations): 3480 alone, 3481 with or in equipment, 3556 a vehicle.
 */
const LITHIUM_ION_PACKING: Readonly<Record<string, readonly string[]>> = {
  UN3480: ['packed_loose'],
  UN3481: ['packed_with_equipment', 'contained_in_equipment'],
  UN3556: ['contained_in_battery_powered_vehicles'],
};
/** Lithium-metal batteries and other batteries. */
const OTHER_BATTERIES = ['UN2794', 'UN2795', 'UN2800', 'UN3028', 'UN3090', 'UN3091', 'UN3292', 'UN3496'];
const MAGNETS = 'UN2807';

/** The cargo of a booking in simple form: one kind of shipping unit, and all flags of dangerous goods, which the API requires. */
export function cargoBody(cargo: Cargo): Fields {
  const numbers = cargo.unNumbers ?? [];
  const packing = numbers.flatMap((number) => LITHIUM_ION_PACKING[number] ?? []);
  return {
    _object: '/cargo',
    weight: quantity('weight', cargo.weightKg, 'kg'),
    volume: quantity('volume', cargo.volumeCbm, 'cbm'),
    shipping_units: [
      {
        _object: '/shipping_unit',
        count: cargo.pieces,
        unit_type: cargo.packing,
        ...(cargo.packing === 'pallet' && { atomic_count: cargo.unitsPerPallet }),
      },
    ],
    contains_hazmat: cargo.hazardous,
    contains_magnets: numbers.includes(MAGNETS),
    contains_other_dangerous_goods: false,
    contains_li_ion: packing.length > 0,
    contains_non_li_ion_battery: numbers.some((number) => OTHER_BATTERIES.includes(number)),
    ...(packing.length > 0 && { lithium_batteries_packing_types: [...new Set(packing)] }),
  };
}
