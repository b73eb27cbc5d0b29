import { type ReactNode, useId } from 'react';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import type { FormField } from './form-field.ts';
import type { Found } from './found.ts';
import { PickField } from './pick-field.tsx';

const LOOK =
  'w-full rounded-md border bg-surface px-2.5 text-sm text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30';

type LineProps = {
  field: FormField;
  value: string | undefined;
  error: string | undefined;
  warning?: string | undefined;
  /** What the value of a picked field stands for. */
  found?: Found | undefined;
  provider?: string | undefined;
  readOnly?: boolean;
};

/** A field with its label, and beside it what is wrong with it, else a note. */
export function Line(props: LineProps) {
  const id = useId();
  const { t } = useWords();
  const { field, value, error, warning } = props;
  const { name, label, type, note, required } = field;
  // A picked field tells what is picked in place of its note.
  const below = error ?? warning ?? (type === 'pick' ? undefined : note);
  const described = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': below ? `${id}-note` : undefined,
  };
  const text = below && (
    <p id={`${id}-note`} className={cx('text-xs', error ? 'text-late' : warning ? 'text-risk' : 'text-faint')}>
      {t(below)}
    </p>
  );
  if (type === 'tick') {
    return (
      <div className="flex flex-col justify-end gap-1 pb-1.5">
        <label htmlFor={id} className="flex items-center gap-2 text-sm max-md:min-h-8">
          <input {...described} name={name} type="checkbox" value="yes" defaultChecked={value === 'yes'} />
          {t(label)}
        </label>
        {text}
      </div>
    );
  }
  return (
    <div className={cx('flex flex-col gap-1', type === 'area' && 'sm:col-span-2 lg:col-span-4')}>
      <label htmlFor={id} className="text-xs text-dim">
        {t(label)}
        {required && <span aria-hidden> *</span>}
      </label>
      <Input {...props} shared={described} />
      {text}
    </div>
  );
}

type Shared = { id: string; 'aria-invalid': boolean | undefined; 'aria-describedby': string | undefined };

function Input({
  field,
  value,
  error,
  found,
  provider = '',
  readOnly,
  shared,
}: LineProps & { shared: Shared }): ReactNode {
  const { t } = useWords();
  const { name, type, options = [], required, of } = field;
  const className = cx(
    LOOK,
    error ? 'border-late-line' : 'border-line-strong',
    type === 'area' ? 'h-24 py-1.5' : 'h-8',
  );
  const look = { ...shared, name, className };
  if (type === 'area') return <textarea {...look} maxLength={2_000} defaultValue={value} />;
  if (of)
    return <PickField {...look} of={of} provider={provider} initial={value ?? ''} found={found} note={field.note} />;
  if (type === 'choice') {
    return (
      <select {...look} defaultValue={value}>
        {!required && <option value="">{t('Not stated')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {t(option.label)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...look}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      maxLength={500}
      required={required}
      readOnly={readOnly}
      defaultValue={value}
    />
  );
}
