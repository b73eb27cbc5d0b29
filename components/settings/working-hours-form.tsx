'use client';
import { useId } from 'react';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { clockOf, WEEKDAYS } from '#lib/model/working-hours-text.ts';
import { Button } from '../ui/button.tsx';
import { ActionResult, Field, type FormAction } from './action-form.tsx';
import { type Entered, useEntered } from './use-entered.ts';

type Props = { action: FormAction; hours: WorkingHours };

/** The working hours; what was entered stays if it is rejected. */
export function WorkingHoursForm({ action, hours }: Props) {
  const { outcome, entered, pending, form } = useEntered(action, enteredOf(hours));
  return (
    <form {...form} className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6">
      <Days entered={entered} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label="From" name="from" required defaultValue={entered.from} className="w-32" />
        <Field label="To" name="to" required defaultValue={entered.to} className="w-32" />
        <Field label="Time zone" name="timeZone" required maxLength={60} defaultValue={entered.timeZone} />
      </div>
      <Holidays entered={entered.holidays ?? ''} />
      <div>
        <Button type="submit" look="primary" disabled={pending}>
          Save working hours
        </Button>
      </div>
      <ActionResult outcome={outcome} />
    </form>
  );
}

function enteredOf({ days, from, to, timeZone, holidays }: WorkingHours): Entered {
  const checked = Object.fromEntries(days.map((day) => [`day${day}`, 'on']));
  return { ...checked, from: clockOf(from), to: clockOf(to), timeZone, holidays: holidays.join('\n') };
}

/** From Monday. */
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;

function Days({ entered }: { entered: Entered }) {
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
      <legend className="mb-1 text-xs text-dim">Days</legend>
      {DAYS.map((day) => (
        <label key={day} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            name={`day${day}`}
            defaultChecked={entered[`day${day}`] !== undefined}
            className="accent-accent"
          />
          {WEEKDAYS[day]}
        </label>
      ))}
    </fieldset>
  );
}

function Holidays({ entered }: { entered: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        Holidays, as dates like 2026-12-25, one a line
      </label>
      <textarea
        id={id}
        name="holidays"
        rows={4}
        maxLength={4_000}
        defaultValue={entered}
        spellCheck={false}
        className="w-56 rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
      />
    </div>
  );
}
