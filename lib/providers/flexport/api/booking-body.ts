import type { ProviderRequest } from '#lib/model/request.ts';
import type { Fields } from '../read.ts';
import { cargoBody } from './cargo-body.ts';

type Input<Kind extends ProviderRequest['kind']> = Extract<ProviderRequest, { kind: Kind }>['input'];

/** The body of `POST /bookings`, with every field that the API documents as required for the mode. */
export function bookingBody(input: Input<'booking'>, name: string, searchMark: string): Fields {
  return {
    name,
    shipper_entity_ref: input.shipper,
    consignee_entity_ref: input.consignee,
    origin_address_ref: input.origin,
    destination_address_ref: input.destination,
    cargo_ready_date: input.cargoReadyOn,
    delivery_date: input.deliveryOn,
    wants_export_customs_service: input.exportCustoms,
    special_instructions: instructionsOf(input),
    ...modeBody(input),
    cargo: cargoBody(input),
    metadata: {
      fairlead_request: [searchMark],
      ...(input.order && { purchase_order: [input.order] }),
      ...(input.unNumbers && { un_numbers: input.unNumbers }),
    },
  };
}

function modeBody(input: Input<'booking'>): Fields {
  if (input.mode === 'truck') {
    const truck = { is_ltl: input.lcl, payment_terms: input.freightTerms, description_of_products: input.description };
    return { trucking_booking: truck };
  }
  const common = {
    incoterm: input.incoterm,
    wants_pickup_service: input.pickup,
    wants_delivery_service: input.destination !== undefined,
    origin_port_loc_code: input.originPort,
    destination_port_loc_code: input.destinationPort,
    product_descriptions: [
      {
        _object: '/product_descriptions',
        description: input.description,
        ...(input.exportDescription && {
          description_for_export_customs: input.exportDescription,
          description_for_export_customs_locale: 'zh_CN',
        }),
      },
    ],
  };
  if (input.mode === 'air') return { air_booking: common };
  return { ocean_booking: { ...common, is_lcl: input.lcl, container_counts: input.containers ?? {} } };
}

/** The API has no field for UN numbers; the forwarder must see them, so they are in the instructions too. */
function instructionsOf({ instructions, unNumbers }: Input<'booking'>): string | undefined {
  const goods = unNumbers && `Dangerous goods: ${unNumbers.join(', ')}`;
  return [goods, instructions].filter(Boolean).join('\n') || undefined;
}

/** The body of `POST /booking_amendments`: only the fields that it documents. */
export function amendmentBody(input: Input<'amendment'>): Fields {
  return {
    booking_id: Number.isSafeInteger(Number(input.booking)) ? Number(input.booking) : input.booking,
    new_name: input.name,
    new_cargo_ready_date: input.cargoReadyOn,
    new_origin_port_loc_code: input.originPort,
    new_destination_port_loc_code: input.destinationPort,
    new_container_counts: input.containers,
  };
}
