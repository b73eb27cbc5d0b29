import { AS_WRITTEN } from './as-written.ts';
import { CONTAINER_CLASSES, TARIFF_SIZES } from './container-class.ts';
import { CHARGES, type Tariff } from './tariff.ts';
import { tiersText } from './tariff-tiers.ts';

/** `maersk, Detention, USLAX, Reefer, 40 ft, from 2026-01-01: 5 free days, USD 1: 220, 6: 280`. */
export function tariffText(tariff: Tariff, words = AS_WRITTEN): string {
  const { carrier, charge, currency, tiers } = tariff;
  const terms = [freeDaysText(tariff, words), `${currency} ${tiersText(tiers)}`].filter(Boolean).join(', ');
  const subject = [carrier, words.t(CHARGES[charge]), ...scopeTexts(tariff, words), validityText(tariff, words)];
  return `${subject.filter(Boolean).join(', ')}: ${terms}`;
}

/** The terminal, port, class and size that it is for; none if it is for any. */
export function scopeTexts({ terminal, port, containerType, size }: Tariff, { t } = AS_WRITTEN): string[] {
  const texts = [terminal, port, containerType && t(CONTAINER_CLASSES[containerType]), size && t(TARIFF_SIZES[size])];
  return texts.flatMap((text) => text || []);
}

/** `2026-01-01 to 2026-12-31`, `from …`, `until …`; empty without either. */
export function validityText(
  { validFrom: from, validUntil: until }: Pick<Tariff, 'validFrom' | 'validUntil'>,
  { t } = AS_WRITTEN,
): string {
  if (from !== null && until !== null) return t('{from} to {until}', { from, until });
  if (from !== null) return t('from {date}', { date: from });
  return until === null ? '' : t('until {date}', { date: until });
}

/** `5 free working days`; empty where the source states the last free day. */
export function freeDaysText(
  { freeDays, freeDayBasis }: Pick<Tariff, 'freeDays' | 'freeDayBasis'>,
  { counted } = AS_WRITTEN,
): string {
  if (freeDays === null) return '';
  return freeDayBasis === 'working'
    ? counted(freeDays, '{n} free working day', '{n} free working days')
    : counted(freeDays, '{n} free day', '{n} free days');
}
