'use client';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { useWords } from '#words';

/** `isName`: the label is a name, which is not translated. */
export type Option = { value: string; label: string; isName?: true };

type Props = {
  label: string;
  /** The label without a choice. */
  all: string;
  value: string | undefined;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
};

/** A filter: one of several, or all. */
export function Choice({ label, all, value, options, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <span className="relative">
      <label htmlFor={id} className="sr-only">
        {t(label)}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
        data-set={value ? '' : undefined}
        className="h-7 max-w-44 cursor-pointer appearance-none truncate rounded-md border border-line-strong bg-surface pr-6 pl-2 text-xs text-dim hover:bg-hover data-set:border-accent data-set:font-medium data-set:text-ink"
      >
        <option value="">{t(all)}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.isName ? option.label : t(option.label)}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2 right-1.5 size-3 text-faint pointer-coarse:top-4"
      />
    </span>
  );
}
