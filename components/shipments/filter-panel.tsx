'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useId, useState } from 'react';
import { rich } from '#components/words/rich.tsx';
import type { SuggestedFilter } from '#db/queries/shipment-values.ts';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import { type ListState, stateHref } from '../table/list-state.ts';
import { Button } from '../ui/button.tsx';
import type { Option } from '../ui/choice.tsx';
import { DAY_FIELDS, EXCEPTION_FIELDS, FIELD_KEYS, NAME_FIELDS, ownerField } from './filter-fields.ts';

const FIELD =
  'h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-sm text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30';

type Props = { base: string; state: ListState; owners: readonly Option[]; onDone: () => void };

/** Filters by parties, route, dates and exceptions. All are applied at once; an empty field is no filter. */
export function FilterPanel({ base, state, owners, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const router = useRouter();
  const apply = (data: FormData) => {
    const values = FIELD_KEYS.map((key) => [key, String(data.get(key) ?? '').trim() || undefined] as const);
    router.push(stateHref(base, state, Object.fromEntries(values)));
    onDone();
  };
  return (
    <form
      action={apply}
      aria-label={t('More filters')}
      className="flex flex-wrap items-end gap-3 border-b border-line bg-canvas px-4 py-3 lg:px-6"
      onKeyDown={({ key }) => key === 'Escape' && onDone()}
    >
      {NAME_FIELDS.map(({ key, label, hint }) => (
        <NameField key={key} name={key} label={t(label)} hint={hint && t(hint)} given={state[key] ?? ''} />
      ))}
      {DAY_FIELDS.map(({ from, to, label, after, before }) => (
        <fieldset key={label} className="flex flex-col gap-1.5">
          <legend className="contents text-xs text-dim">{t(label)}</legend>
          <span className="flex items-center gap-1.5 text-xs text-dim">
            {rich(words, '{from} to {to}', {
              from: <DayInput name={from} label={t(after)} given={state[from]} />,
              to: <DayInput name={to} label={t(before)} given={state[to]} />,
            })}
          </span>
        </fieldset>
      ))}
      {[...EXCEPTION_FIELDS, ownerField(owners)].map(({ key, label, all, options }) => (
        <label key={key} className="flex w-52 flex-col gap-1.5 text-xs text-dim">
          {t(label)}
          <select name={key} defaultValue={state[key] ?? ''} className={FIELD}>
            <option value="">{t(all)}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.isName ? option.label : t(option.label)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Button type="submit" look="primary">
        {t('Apply')}
      </Button>
      <Button look="ghost" onClick={onDone}>
        {t('Cancel')}
      </Button>
    </form>
  );
}

type DayProps = { name: string; label: string; given: string | undefined };

function DayInput({ name, label, given }: DayProps) {
  return <input type="date" name={name} aria-label={label} defaultValue={given} className={FIELD} />;
}

type NameProps = { name: SuggestedFilter; label: string; hint: string | undefined; given: string };

/** A text field that suggests the known values that begin with its text. */
function NameField({ name, label, hint, given }: NameProps) {
  const [text, setText] = useState(given);
  const start = useDeferredValue(text.trim());
  const list = useId();
  const { data = [] } = useQuery({
    queryKey: ['shipment-values', name, start],
    queryFn: () => fetchJson<string[]>(`/shipments/values?of=${name}&start=${encodeURIComponent(start)}`),
    enabled: start !== '',
    placeholderData: (previous) => previous,
  });
  return (
    <label className="flex w-52 flex-col gap-1.5 text-xs text-dim">
      {label}
      <input
        name={name}
        list={list}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        placeholder={hint}
        className={FIELD}
      />
      <datalist id={list}>
        {data.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </label>
  );
}
