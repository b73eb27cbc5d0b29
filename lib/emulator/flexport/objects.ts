import type { Container, ContainerLeg, Freight, Leg } from '#lib/emulator/world/freight.ts';
import { dayInZone, utc } from '#lib/emulator/world/local-time.ts';
import { itemsOf } from './items.ts';
import { collection, type Json, nodeObject, ref, shipmentRef, zoned } from './parts.ts';
import { shipmentDates } from './shipment.ts';

function subLeg(leg: Leg): Json {
  const containerLegs = collection(
    '/ocean/shipment_container_leg',
    '/ocean/shipment_container_legs',
    `f.leg.id=${leg.id}`,
  );
  if (leg.mode === 'rail') return { rail_leg: { _object: '/rail/shipment_leg', container_legs: containerLegs } };
  if (leg.mode === 'air') {
    const codes = { iata_code: leg.airline?.iata ?? null, icao_code: leg.airline?.icao ?? null };
    return { air_leg: { _object: '/air/shipment_leg', ...codes, flight_number: leg.voyage, pieces: null } };
  }
  if (leg.mode === 'truck') {
    const none = { tracking_number: null, service_type: leg.service, pieces: null, container_legs: null };
    return { trucking_leg: { _object: '/trucking/shipment_leg', ...none } };
  }
  const vessel = { vessel_name: leg.vessel?.name ?? null, vessel_imo: leg.vessel?.imo ?? null };
  const ocean = {
    scac_code: leg.carrier?.scac ?? null,
    ...vessel,
    voyage_number: leg.voyage,
    container_legs: containerLegs,
  };
  return { ocean_leg: { _object: '/ocean/shipment_leg', ...ocean } };
}

export function legObject(freight: Freight, leg: Leg): Json {
  const ready = dayInZone(freight.cargoReady, leg.from.place.zone);
  return {
    _object: '/shipment_leg',
    id: leg.id,
    shipment: shipmentRef(freight.id),
    transportation_mode: leg.mode,
    carrier_name: leg.carrier?.name ?? leg.airline?.name ?? leg.haulier?.name ?? null,
    estimated_departure_date: zoned(leg.etd, leg.from),
    actual_departure_date: zoned(leg.atd, leg.from),
    estimated_arrival_date: zoned(leg.eta, leg.to),
    actual_arrival_date: zoned(leg.ata, leg.to),
    cargo_ready_date: ready,
    additional_dates: { cargo_ready_date: ready, ...leg.dates },
    origin: nodeObject(leg.from),
    destination: nodeObject(leg.to),
    ...subLeg(leg),
  };
}

export function containerObject(freight: Freight, container: Container): Json {
  const dates = shipmentDates(freight);
  const legs = collection(
    '/ocean/shipment_container_leg',
    '/ocean/shipment_container_legs',
    `f.shipment_container.id=${container.id}`,
  );
  const terminal = freight.legs.at(-1)?.from;
  return {
    _object: '/ocean/shipment_container',
    id: container.id,
    container_number: container.number,
    container_type: container.type,
    container_size: container.size,
    seal_number: container.seal,
    estimated_departure_date: dates.estimated_departure_date,
    actual_departure_date: dates.actual_departure_date,
    estimated_arrival_date: dates.estimated_arrival_date,
    actual_arrival_date: dates.actual_arrival_date,
    estimated_pickup_date: dates.estimated_picked_up_in_full_date,
    actual_pickup_date: dates.actual_picked_up_in_full_date,
    estimated_delivery_date: dates.estimated_delivered_in_full_date,
    actual_delivery_date: dates.actual_delivered_in_full_date,
    last_free_day_date: container.lastFreeDay === null ? null : utc(container.lastFreeDay),
    available_for_pickup_date: zoned(container.available, terminal),
    estimated_available_for_pickup_date: zoned(container.estimatedAvailable, terminal),
    empty_returned_date:
      container.emptyReturned === null || !terminal ? null : dayInZone(container.emptyReturned, terminal.place.zone),
    cargo_ready_date: dates.cargo_ready_date,
    shipment: shipmentRef(freight.id),
    container_legs: legs,
    items: itemsOf(freight, (one) => freight.containers[one.container] === container),
    metadata: {},
  };
}

export function partObject(container: Container, part: ContainerLeg): Json {
  const dates: Json = {};
  if (part.loaded !== null) dates.actual_loaded_on_board_date = utc(part.loaded);
  if (part.discharged !== null) dates.actual_discharge_date = utc(part.discharged);
  return {
    _object: '/ocean/shipment_container_leg',
    id: part.id,
    shipment_container: ref('/ocean/shipment_container', '/ocean/shipment_containers', container.id),
    leg: ref('/shipment_leg', '/shipment_legs', part.leg.id),
    dates,
  };
}
