import { stakeholdersOfShipment } from '#db/queries/stakeholders.ts';
import { serveParts } from '#lib/api/handler.ts';
import { shipmentStakeholders } from '#lib/api/resources/stakeholders.ts';

export const GET = serveParts(shipmentStakeholders, stakeholdersOfShipment);
