'use client';
import { useId } from 'react';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { clockOf, WEEKDAYS } from '#lib/model/working-hours-text.ts';
import { useWords } from '#words';
import { Field, FieldError, type FormAction } from './action-form.tsx';
import { EnteredForm, FieldRow } from './entered-form.tsx';
import { LinesField } from './lines-field.tsx';
import { useRefusal } from './refusal.tsx';
import type { Entered } from './use-entered.ts';

type Props = { action: FormAction; hours: WorkingHours };

/** The working hours. */
export function WorkingHoursForm({ action, hours }: Props) {
  const { t } = useWords();
  return (
    <EnteredForm action={action} submit={t('Save working hours')} initial={enteredOf(hours)}>
      {(field, entered) => (
        <>
          <Days entered={entered} />
          <FieldRow>
            <Field label={t('Work begins')} required className="w-32" {...field('from')} />
            <Field label={t('Work ends')} required className="w-32" {...field('to')} />
            <Field label={t('Time zone')} required maxLength={60} {...field('timeZone')} />
          </FieldRow>
          <LinesField label={t('Holidays, as dates like 2026-12-25, one a line')} rows={4} {...field('holidays')} />
        </>
      )}
    </EnteredForm>
  );
}

function enteredOf({ days, from, to, timeZone, holidays }: WorkingHours): Entered {
  const checked = Object.fromEntries(days.map((day) => [`day${day}`, 'on']));
  return { ...checked, from: clockOf(from), to: clockOf(to), timeZone, holidays: holidays.join('\n') };
}

/** From Monday. */
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;

function Days({ entered }: { entered: Entered }) {
  const { t } = useWords();
  const id = useId();
  const error = useRefusal('days');
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-2 text-sm" aria-describedby={error && id}>
      <legend className="mb-1 text-xs text-dim">{t('Days')}</legend>
      {DAYS.map((day) => (
        <label key={day} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            name={`day${day}`}
            defaultChecked={entered[`day${day}`] !== undefined}
            className="accent-accent"
            aria-invalid={error !== undefined}
          />
          {t(WEEKDAYS[day])}
        </label>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
