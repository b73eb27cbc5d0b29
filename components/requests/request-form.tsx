'use client';
import { useEffect, useRef } from 'react';
import type { RequestKind } from '#lib/model/request.ts';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { FORMS } from './fields.ts';
import type { FormGroup } from './form-field.ts';
import { Line } from './form-line.tsx';
import { CONFIRMED, type Found, type Sent } from './found.ts';
import { PREVIOUS } from './previous.ts';
import { Review, Wrong } from './review.tsx';
import { useLiveCheck } from './use-live-check.ts';

type Props = {
  kind: RequestKind;
  providers: readonly { value: string; label: string }[];
  values: Record<string, string>;
  /** What picked values stand for, by field. */
  found: Record<string, Found>;
  /** Of an amendment: the values of the booking, as JSON; null if it is not stored here. */
  was: string | null;
  /** The idempotency key: submitting the form twice creates one request. */
  formKey: string;
  action: (before: Sent, form: FormData) => Promise<Sent>;
};

/** The form for a request to a provider. */
export function RequestForm(props: Props) {
  const [sent, run, pending] = useSent(props.action, null);
  const shown = sent?.values ?? props.values;
  // The fields keep what was typed: they begin anew with the values that were sent.
  return <Fields key={JSON.stringify(sent)} {...props} values={shown} sent={sent} run={run} pending={pending} />;
}

type FieldsProps = Props & { sent: Sent; run: (form: FormData) => void; pending: boolean };

function Fields({ kind, providers, values, found, was, formKey, sent, run, pending }: FieldsProps) {
  const { t } = useWords();
  const { checked, onInput } = useLiveCheck(sent !== null);
  const { submit, groups } = FORMS[kind];
  const errors = checked?.errors ?? sent?.errors ?? {};
  const warnings = checked?.warnings ?? sent?.warnings ?? {};
  const provider = values.provider ?? providers[0]?.value;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (sent !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [sent]);
  return (
    <form ref={form} action={run} onInput={onInput} noValidate className="flex max-w-4xl flex-col gap-6 p-4 lg:p-6">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="key" value={values.key ?? formKey} />
      {was !== null && <input type="hidden" name={PREVIOUS} value={values[PREVIOUS] ?? was} />}
      <Forwarder providers={providers} value={provider} />
      {errors[''] && <Wrong>{errors['']}</Wrong>}
      {groups.map((group) => (
        <Group
          key={group.title}
          group={group}
          pending={pending}
          of={{ values, errors, warnings, found: { ...found, ...sent?.found }, provider, isKnown: was !== null }}
        />
      ))}
      {sent?.review && <Review changes={sent.review} />}
      <div>
        <Button type="submit" look="primary" pending={pending} name={CONFIRMED} value={sent?.toConfirm ?? ''}>
          {t(sent?.review ? 'Amend booking' : sent?.toConfirm ? 'Submit with the warnings' : submit)}
        </Button>
      </div>
    </form>
  );
}

function Forwarder({ providers, value }: Pick<Props, 'providers'> & { value: string | undefined }) {
  if (providers.length <= 1) return <input type="hidden" name="provider" value={value} />;
  const field = { name: 'provider', label: 'Forwarder', type: 'choice', required: true, options: providers } as const;
  return <Line field={field} value={value} error={undefined} />;
}

type GroupProps = {
  group: FormGroup;
  pending: boolean;
  of: {
    values: Record<string, string>;
    errors: Record<string, string>;
    warnings: Record<string, string>;
    found: Record<string, Found>;
    provider: string | undefined;
    /** Whether the booking that is amended is stored here, so that it cannot be another one. */
    isKnown: boolean;
  };
};

function Group({ group: { title, name, fields }, pending, of }: GroupProps) {
  const { t } = useWords();
  const error = name === undefined ? undefined : of.errors[name];
  return (
    <fieldset
      disabled={pending}
      aria-describedby={error && `${name}-error`}
      className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4"
    >
      <legend className="mb-2 text-sm font-semibold">{t(title)}</legend>
      {error && (
        <p id={`${name}-error`} className="text-xs text-late sm:col-span-2 lg:col-span-4">
          {t(error)}
        </p>
      )}
      {fields.map((field) => (
        <Line
          key={field.name}
          field={field}
          value={of.values[field.name]}
          error={of.errors[field.name]}
          warning={of.warnings[field.name]}
          found={foundFor(of.found[field.name], of.values[field.name])}
          provider={of.provider}
          readOnly={field.name === 'booking' && of.isKnown}
        />
      ))}
    </fieldset>
  );
}

/** What a value stands for, unless it was changed since. */
function foundFor(found: Found | undefined, value: string | undefined): Found | undefined {
  return found?.value === value ? found : undefined;
}
