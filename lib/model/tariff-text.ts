import { CONTAINER_CLASSES, TARIFF_SIZES } from './container-class.ts';
import { CHARGES, type Tariff } from './tariff.ts';
import { tiersText } from './tariff-tiers.ts';

/** `maersk, Detention, USLAX, Reefer, 40 ft, from 2026-01-01: 5 free days, USD 1: 220, 6: 280`. */
export function tariffText(tariff: Tariff): string {
  const { carrier, charge, currency, tiers } = tariff;
  const terms = [freeDaysText(tariff), `${currency} ${tiersText(tiers)}`].filter(Boolean).join(', ');
  return `${[carrier, CHARGES[charge], ...scopeTexts(tariff), validityText(tariff)].filter(Boolean).join(', ')}: ${terms}`;
}

/** The terminal, port, class and size that it is for; none if it is for any. */
export function scopeTexts({ terminal, port, containerType, size }: Tariff): string[] {
  const texts = [terminal, port, containerType && CONTAINER_CLASSES[containerType], size && TARIFF_SIZES[size]];
  return texts.flatMap((text) => text || []);
}

/** `2026-01-01 to 2026-12-31`, `from …`, `until …`; empty without either. */
export function validityText({ validFrom, validUntil }: Pick<Tariff, 'validFrom' | 'validUntil'>): string {
  if (validFrom !== null && validUntil !== null) return `${validFrom} to ${validUntil}`;
  if (validFrom !== null) return `from ${validFrom}`;
  return validUntil === null ? '' : `until ${validUntil}`;
}

/** `5 free working days`; empty where the source states the last free day. */
export function freeDaysText({ freeDays, freeDayBasis }: Pick<Tariff, 'freeDays' | 'freeDayBasis'>): string {
  if (freeDays === null) return '';
  return `${freeDays} free ${freeDayBasis === 'working' ? 'working ' : ''}${freeDays === 1 ? 'day' : 'days'}`;
}
