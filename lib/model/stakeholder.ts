import { z } from 'zod';

/** The address of a stakeholder as it is entered. */
export const stakeholderEmail = z
  .string()
  .trim()
  .pipe(z.email('This is not an e-mail address.').max(254, 'At most 254 characters.'));

/** A stakeholder as a program adds them: of one shipment, or of a party that is the customer of shipments. */
export const newStakeholderBody = z
  .strictObject({
    email: stakeholderEmail.describe('An e-mail address, of a user or of anybody else.'),
    shipmentId: z.uuid().optional().describe('The id of the shipment; left out for a customer.'),
    partyId: z.uuid().optional().describe('The id of the party that is the customer; left out for a shipment.'),
  })
  .refine(({ shipmentId, partyId }) => (shipmentId === undefined) !== (partyId === undefined), {
    path: ['shipmentId'],
    message: 'State either a shipment or a party.',
  });
