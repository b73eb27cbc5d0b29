'use client';
import { SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useWords } from '#words';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import { Button } from '../ui/button.tsx';
import { FilterField } from './filter-field.tsx';

type Props = { spec: ListSpec; state: ListState };

/** Filters by event, entity and day of arrival. */
export function LogFilters({ spec, state }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const day = (name: string) => (typed(name) === dayOf(state[name]) ? state[name] : typed(name));
    const [since, until] = [day('since'), day('until')];
    if (since && until && since.slice(0, 10) > until.slice(0, 10))
      return setProblem(t('The first day is after the last.'));
    setProblem(null);
    const { type, key, entity } = { type: typed('type'), key: typed('key'), entity: typed('entity') };
    router.push(stateHref(spec.base, state, { type, key, entity, since, until }));
  };
  return (
    <details className="group relative text-xs">
      <summary className="flex h-7 cursor-pointer list-none items-center gap-1.5 rounded-md border border-line-strong px-2 text-dim hover:text-ink">
        <SlidersHorizontal aria-hidden className="size-3.5" />
        {t('Filters')}
      </summary>
      <form
        onSubmit={submit}
        className="absolute top-8 left-0 z-30 grid w-80 max-w-[calc(100vw-2rem)] grid-cols-2 gap-2 rounded-lg border border-line-strong bg-raised p-3 shadow-pop"
      >
        <FilterField name="type" label={t('Event type')} value={state.type} maxLength={200} wide />
        <FilterField name="key" label={t('Event key')} value={state.key} maxLength={500} wide />
        <FilterField
          name="entity"
          label={t('Shipment or record: id or reference')}
          value={state.entity}
          maxLength={200}
          wide
        />
        <FilterField name="since" label={t('Received from (UTC)')} value={dayOf(state.since)} type="date" />
        <FilterField name="until" label={t('to (UTC)')} value={dayOf(state.until)} type="date" problem={problem} />
        <Button type="submit" className="col-span-2 justify-self-start">
          {t('Apply')}
        </Button>
      </form>
    </details>
  );
}

/** The day in UTC of a day or an instant of the address. */
function dayOf(moment: string | undefined): string | undefined {
  const at = moment === undefined ? Number.NaN : Date.parse(moment);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}
