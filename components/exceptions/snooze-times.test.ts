import { expect, it } from 'vitest';
import { morningOf, snoozeChoices } from './snooze-times.ts';

const localText = (instant: string) => {
  const at = new Date(instant);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()].join(' ');
};
const choice = (now: Date, label: string) =>
  snoozeChoices(now.getTime()).find((one) => one.label === label)?.until ?? '';

it('days begin at nine on the clock of the person', () => {
  const friday = new Date(2026, 3, 3, 23, 30);
  expect(localText(choice(friday, 'Tomorrow 09:00'))).toBe('2026 4 4 9 0');
  expect(localText(choice(friday, 'In 3 days'))).toBe('2026 4 6 9 0');
  expect(localText(choice(friday, 'Next Monday'))).toBe('2026 4 6 9 0');
  expect(localText(choice(new Date(2026, 3, 6, 8), 'Next Monday'))).toBe('2026 4 13 9 0');
  expect(localText(choice(new Date(2026, 3, 5, 8), 'Next Monday'))).toBe('2026 4 6 9 0');
  expect(choice(friday, 'Until it gets worse')).toBe('worse');
  expect(localText(morningOf('2026-12-31') ?? '')).toBe('2026 12 31 9 0');
  expect(morningOf('soon')).toBeNull();
});
