import { describe, expect, it } from 'vitest';
import { wordsIn } from '#lib/words/translate.ts';
import { containerCounts, containerKind, countryText, documentType, quantityText, sizeText } from './words.ts';

describe('labels of records', () => {
  it('decodes the size and type of a container', () => {
    expect(containerKind({ type: 'dry', size: 'forty_ft_hc' })).toBe('40 ft high cube, dry');
    expect(containerKind({ type: 'reefer', size: 'twenty_ft' })).toBe('20 ft, reefer');
    expect(containerKind({ type: null, size: '53' })).toBe('53 ft');
    expect(containerKind({ type: null, size: null })).toBe('');
    expect(containerCounts({ forty_ft_hc: 2, twenty_ft: 0, forty_five_ft_hc: 1 })).toBe(
      '2 × 40 ft high cube, 1 × 45 ft high cube',
    );
  });

  it('formats document types, countries and amounts', () => {
    expect(documentType('house_bill_of_lading')).toBe('House bill of lading');
    expect(documentType('pod')).toBe('Proof of delivery');
    expect(countryText('CN')).toBe('CN China');
    expect(countryText('Vietnam')).toBe('Vietnam');
    expect(quantityText({ value: '12400.1234', unit: 'kg' })).toBe('12,400.1234 kg');
    expect(sizeText(1_400_000)).toBe('1.4 MB');
    expect(sizeText(1_400_000, wordsIn('de'))).toBe('1,4 MB');
    expect(quantityText({ value: '12400.1234', unit: 'kg' }, wordsIn('de'))).toBe('12.400,1234 kg');
  });
});
