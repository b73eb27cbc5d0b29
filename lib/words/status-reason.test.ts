import { describe, expect, it } from 'vitest';
import { endReason, statusReason } from './status-reason.ts';
import { wordsIn } from './translate.ts';

const CONFLICT = 'Data conflict: Departed CNSHA Shanghai, but the provider\'s status is "booked"';

describe('why a shipment has its status', () => {
  it.each([
    ['Available for pick-up USLAX Los Angeles', 'Zur Abholung bereit USLAX Los Angeles'],
    ['Departed', 'Abgefahren'],
    ['The provider\'s status is "booked"', 'Der Status des Anbieters ist „Gebucht“'],
    [CONFLICT, 'Widersprüchliche Daten: Abgefahren CNSHA Shanghai, der Status des Anbieters ist jedoch „Gebucht“'],
    [
      'Departed CNSHA Shanghai; in part: 2 of 5 containers delivered, 1 in transit inland',
      'Abgefahren CNSHA Shanghai; teilweise: 2 von 5 Containern zugestellt, 1 unterwegs im Inland',
    ],
    ['No milestone or status reported yet', 'Noch kein Meilenstein oder Status gemeldet'],
    ['Something of a later version', 'Something of a later version'],
  ])('%s', (reason, german) => {
    expect(statusReason(reason, wordsIn('de'))).toBe(german);
    expect(statusReason(reason, wordsIn('en'))).toBe(reason);
  });
});

describe('why an exception is over', () => {
  it.each([
    ['Loaded on board ESALG', 'An Bord geladen ESALG'],
    ['Free time extended to 2020-03-12', 'Freie Zeit verlängert bis 12. März 2020'],
    ['Last free day withdrawn', 'Letzter freier Tag zurückgezogen'],
    ['Something of a later version', 'Something of a later version'],
  ])('%s', (reason, german) => {
    expect(endReason(reason, wordsIn('de'))).toBe(german);
    expect(endReason(reason, wordsIn('en'))).toBe(reason);
  });
});
