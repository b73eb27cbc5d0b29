import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ActionResult, type FormAction } from './action-form.tsx';
import { type Entered, useEntered } from './use-entered.ts';

/** The properties of a field by its name: what was entered, and why it was rejected. */
export type FieldOf = (name: string) => { name: string; defaultValue: string; error: string | undefined };

type Props = {
  action: FormAction;
  submit: string;
  initial: Entered;
  /** What is shown after it succeeded, if that is not what was entered. */
  after?: Entered;
  /** The names of the fields that show why they were rejected. */
  shows: readonly string[];
  children: (field: FieldOf, entered: Entered) => ReactNode;
};

/**
 * A form with several rows of fields. What was entered stays if it is rejected, and the reason is beside its field, or below the form where
 * it is about none that is shown.
 */
export function EnteredForm({ action, submit, initial, after, shows, children }: Props) {
  const { outcome, entered, pending, form } = useEntered(action, initial, after);
  const field: FieldOf = (name) => {
    const error = outcome?.ok === false && outcome.field === name ? outcome.message : undefined;
    return { name, defaultValue: entered[name] ?? '', error };
  };
  return (
    <form {...form} className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6">
      {children(field, entered)}
      <div>
        <Button type="submit" look="primary" pending={pending}>
          {submit}
        </Button>
      </div>
      <ActionResult outcome={shows.includes(outcome?.field ?? '') ? null : outcome} />
    </form>
  );
}

/** Fields beside each other, below each other on narrow screens. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-3">{children}</div>;
}
