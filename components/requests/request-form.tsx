'use client';
import { CircleAlert } from 'lucide-react';
import { useActionState, useId } from 'react';
import type { RequestKind } from '#lib/model/request.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { FORMS, type FormField } from './fields.ts';

/** The values and mistakes of a form that was not accepted, by field; '' is the whole form. */
export type Sent = { values: Record<string, string>; errors: Record<string, string> } | null;

type Props = {
  kind: RequestKind;
  providers: readonly { value: string; label: string }[];
  values: Record<string, string>;
  used: Record<NonNullable<FormField['used']>, string[]>;
  /** The idempotency key: submitting the form twice creates one request. */
  formKey: string;
  action: (before: Sent, form: FormData) => Promise<Sent>;
};

/** The form for a request to a provider. */
export function RequestForm({ kind, providers, values, used, formKey, action }: Props) {
  const [sent, run, pending] = useActionState(action, null);
  const { submit, groups } = FORMS[kind];
  const shown = sent?.values ?? values;
  const [first] = providers;
  return (
    <form key={JSON.stringify(shown)} action={run} noValidate className="flex max-w-4xl flex-col gap-6 p-4 lg:p-6">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="key" value={shown.key ?? formKey} />
      {providers.length === 1 && <input type="hidden" name="provider" value={first?.value} />}
      {providers.length > 1 && (
        <Line
          field={{ name: 'provider', label: 'Forwarder', type: 'pick', required: true, options: providers }}
          value={shown.provider}
          error={undefined}
        />
      )}
      {sent?.errors[''] && <Wrong>{sent.errors['']}</Wrong>}
      {Object.entries(used).map(([name, references]) => (
        <datalist key={name} id={`used-${name}`}>
          {references.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ))}
      {groups.map(({ title, fields }) => (
        <fieldset key={title} disabled={pending} className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
          <legend className="mb-2 text-sm font-semibold">{title}</legend>
          {fields.map((field) => (
            <Line key={field.name} field={field} value={shown[field.name]} error={sent?.errors[field.name]} />
          ))}
        </fieldset>
      ))}
      <div>
        <Button type="submit" look="primary" disabled={pending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

const LOOK =
  'w-full rounded-md border bg-surface px-2.5 text-sm text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30';

type LineProps = { field: FormField; value: string | undefined; error: string | undefined };

function Line({ field, value, error }: LineProps) {
  const id = useId();
  const { name, label, type, note, required } = field;
  const shared = {
    id,
    name,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error || note ? `${id}-note` : undefined,
    className: cx(LOOK, error ? 'border-late-line' : 'border-line-strong', type === 'area' ? 'h-24 py-1.5' : 'h-8'),
  };
  if (type === 'tick') {
    return (
      <label htmlFor={id} className="flex items-center gap-2 self-end pb-1.5 text-sm">
        <input id={id} name={name} type="checkbox" value="yes" defaultChecked={value === 'yes'} />
        {label}
      </label>
    );
  }
  return (
    <div className={cx('flex flex-col gap-1', type === 'area' && 'sm:col-span-2 lg:col-span-4')}>
      <label htmlFor={id} className="text-xs text-dim">
        {label}
        {required && <span aria-hidden> *</span>}
      </label>
      <Input field={field} value={value} shared={shared} />
      {(error || note) && (
        <p id={`${id}-note`} className={cx('text-xs', error ? 'text-late' : 'text-faint')}>
          {error ?? note}
        </p>
      )}
    </div>
  );
}

type InputProps = { field: FormField; value: string | undefined; shared: { className: string } };

function Input({ field: { type, options = [], required, used }, value, shared }: InputProps) {
  if (type === 'area') return <textarea {...shared} maxLength={2_000} defaultValue={value} />;
  if (type !== 'pick') {
    return (
      <input
        {...shared}
        type={type === 'number' ? 'text' : type}
        inputMode={type === 'number' ? 'decimal' : undefined}
        maxLength={500}
        list={used && `used-${used}`}
        required={required}
        defaultValue={value}
      />
    );
  }
  return (
    <select {...shared} defaultValue={value}>
      {!required && <option value="">Not stated</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Wrong({ children }: { children: string }) {
  return (
    <p role="alert" className="flex items-center gap-1.5 text-sm text-late">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      {children}
    </p>
  );
}
