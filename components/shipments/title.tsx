'use client';
import { useWords } from '#words';
import { usePersonal } from '../personal/provider.tsx';
import { bestReference, distinguishingReference, type Named, type Reference, referenceLabel } from './reference.ts';

/** The title of a shipment for the user, and what tells it apart from others with that title. */
export function useTitle(shipment: Named): { best: Reference & { more: number }; other: Reference | null } {
  const { titleType } = usePersonal();
  return { best: bestReference(shipment, titleType), other: distinguishingReference(shipment, titleType) };
}

/** The title of a shipment for the user, as text. */
export function ShipmentTitle({ externalId, references }: Named) {
  return useTitle({ externalId, references }).best.value;
}

/** What tells a shipment apart from others with its title, else of which type its title is. */
export function ShipmentSubtitle({ externalId, references }: Named) {
  const { t } = useWords();
  const { best, other } = useTitle({ externalId, references });
  return other?.value ?? t(referenceLabel(best.type));
}
