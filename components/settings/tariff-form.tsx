'use client';
import { useId } from 'react';
import { TARIFF_SIZES } from '#lib/model/demurrage.ts';
import { Button } from '../ui/button.tsx';
import { ActionResult, Field, type FormAction, Pick } from './action-form.tsx';
import { useEntered } from './use-entered.ts';

const SIZES = { '': 'Every size', ...TARIFF_SIZES };
const EMPTY = {};

/** A tariff of a carrier; what was entered stays if it is rejected. */
export function TariffForm({ action }: { action: FormAction }) {
  const { outcome, entered, pending, form } = useEntered(action, EMPTY, EMPTY);
  return (
    <form {...form} className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6">
      <div className="flex flex-wrap items-start gap-3">
        <Field label="Carrier: name or SCAC" name="carrier" required defaultValue={entered.carrier ?? ''} />
        <Pick key={entered.size} label="Container size" name="size" options={SIZES} value={entered.size ?? ''} />
        <Field
          label="Currency"
          name="currency"
          required
          maxLength={3}
          defaultValue={entered.currency ?? 'USD'}
          className="w-24"
        />
      </div>
      <Tiers entered={entered.tiers ?? ''} />
      <div>
        <Button type="submit" look="primary" disabled={pending}>
          Set tariff
        </Button>
      </div>
      <ActionResult outcome={outcome} />
    </form>
  );
}

function Tiers({ entered }: { entered: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        Rate for each day after the last free day, from which day on, one a line
      </label>
      <textarea
        id={id}
        name="tiers"
        rows={3}
        maxLength={1_000}
        required
        placeholder={'1: 220\n6: 280'}
        defaultValue={entered}
        spellCheck={false}
        className="w-56 rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
      />
    </div>
  );
}
