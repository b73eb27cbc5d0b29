/** A choice of until when to snooze: an instant, or what wakes it. */
export type SnoozeChoice = { label: string; until: string };

const MORNING = 9;

/** The choices at an instant in milliseconds, on the clock of the person who looks: to be called in the browser only. */
export function snoozeChoices(now: number): SnoozeChoice[] {
  return [
    { label: 'Tomorrow 09:00', until: morningIn(now, 1) },
    { label: 'In 3 days', until: morningIn(now, 3) },
    { label: 'Next Monday', until: morningIn(now, daysToMonday(now)) },
    { label: 'Until the next milestone', until: 'milestone' },
    { label: 'Until it gets worse', until: 'worse' },
  ];
}

/** 09:00 of a day (YYYY-MM-DD) on the clock of the person who looks; null for an invalid day. */
export function morningOf(day: string): string | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  const at = new Date(year, month - 1, date, MORNING);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function morningIn(now: number, days: number): string {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, MORNING).toISOString();
}

/** From 1 to 7: on a Monday the next one. */
function daysToMonday(now: number): number {
  return 7 - ((new Date(now).getDay() + 6) % 7);
}
