'use client';
import { CONTAINER_CLASSES, TARIFF_SIZES } from '#lib/model/container-class.ts';
import { CHARGES, DAY_BASES, FREE_FROM, type Tariff } from '#lib/model/tariff.ts';
import { tiersText } from '#lib/model/tariff-tiers.ts';
import { useWords } from '#words';
import { Field, type FormAction, Pick } from './action-form.tsx';
import { EnteredForm, type FieldOf, FieldRow } from './entered-form.tsx';
import { LinesField } from './lines-field.tsx';
import type { Entered } from './use-entered.ts';

const EMPTY = { currency: 'USD' };

/** A new tariff of a carrier, or `stored`, which is changed. */
export function TariffForm({ action, stored }: { action: FormAction; stored?: Tariff & { id: string } }) {
  const { t } = useWords();
  return (
    <EnteredForm
      action={action}
      submit={t(stored ? 'Save tariff' : 'Set tariff')}
      initial={stored ? enteredOf(stored) : EMPTY}
      {...(!stored && { after: EMPTY })}
    >
      {(field, entered) => (
        <>
          {stored && <input type="hidden" name="id" value={stored.id} />}
          <FieldRow>
            <Field label={t('Carrier: name or SCAC')} required {...field('carrier')} />
            <Choose label={t('Charge')} name="charge" options={CHARGES} entered={entered} />
          </FieldRow>
          <Scope field={field} entered={entered} />
          <FreeTime field={field} entered={entered} />
          <Rates field={field} entered={entered} />
        </>
      )}
    </EnteredForm>
  );
}

/** The fields of a tariff as the form shows them: lists have a line for each entry, empty fields are for any. */
function enteredOf({ holidays, tiers, ...fields }: Tariff): Entered {
  const texts = Object.entries(fields).map(([name, value]) => [name, value === null ? '' : String(value)]);
  return { ...Object.fromEntries(texts), holidays: holidays.join('\n'), tiers: tiersText(tiers, '\n') };
}

type Props = { field: FieldOf; entered: Entered };

/** Which containers it is for, and when. */
function Scope({ field, entered }: Props) {
  const { t } = useWords();
  return (
    <FieldRow>
      <Field label={t('Port (empty: every)')} placeholder="USLAX" maxLength={6} className="w-32" {...field('port')} />
      <Field label={t('Terminal (empty: every)')} maxLength={200} {...field('terminal')} />
      <Choose
        label={t('Container type')}
        name="containerType"
        options={{ '': 'Every type', ...CONTAINER_CLASSES }}
        entered={entered}
      />
      <Choose
        label={t('Container size')}
        name="size"
        options={{ '': 'Every size', ...TARIFF_SIZES }}
        entered={entered}
      />
      <Field label={t('Valid from (optional)')} type="date" className="w-40" {...field('validFrom')} />
      <Field label={t('Valid until (optional)')} type="date" className="w-40" {...field('validUntil')} />
    </FieldRow>
  );
}

function FreeTime({ field, entered }: Props) {
  const { t } = useWords();
  return (
    <FieldRow>
      <Field
        label={t('Free days (none for demurrage)')}
        type="number"
        min={0}
        max={100}
        className="w-48"
        {...field('freeDays')}
      />
      <Choose label={t('Free days are')} name="freeDayBasis" options={DAY_BASES} entered={entered} />
      <Choose label={t('The first free day is')} name="freeFrom" options={FREE_FROM} entered={entered} />
    </FieldRow>
  );
}

function Rates({ field, entered }: Props) {
  const { t } = useWords();
  return (
    <FieldRow>
      <Choose label={t('Charged days are')} name="chargeBasis" options={DAY_BASES} entered={entered} />
      <Field label={t('Currency')} required maxLength={3} className="w-24" {...field('currency')} />
      <LinesField
        label={t('Rate for each charged day, from which day on, one a line')}
        required
        placeholder={'1: 220\n6: 280'}
        {...field('tiers')}
      />
      <LinesField
        label={t('Holidays that are no working days, one a line (optional)')}
        placeholder="2026-12-25"
        {...field('holidays')}
      />
    </FieldRow>
  );
}

type ChooseProps = { label: string; name: string; options: Record<string, string>; entered: Entered };

/** A choice that shows what was entered; without that the empty one, which is not always the first key, or the first. */
function Choose({ label, name, options, entered }: ChooseProps) {
  const [first = ''] = Object.keys(options);
  const value = entered[name] ?? ('' in options ? '' : first);
  return <Pick key={value} label={label} name={name} options={options} value={value} />;
}
