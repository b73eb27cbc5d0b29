import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { type FormAction, FormResult } from './action-form.tsx';
import { RefusalProvider } from './refusal.tsx';
import { type Entered, useEntered } from './use-entered.ts';

/** The properties of a field by its name, with what was entered. */
export type FieldOf = (name: string) => { name: string; defaultValue: string };

type Props = {
  action: FormAction;
  submit: string;
  initial: Entered;
  /** What is shown after it succeeded, if that is not what was entered. */
  after?: Entered;
  children: (field: FieldOf, entered: Entered) => ReactNode;
};

/**
 * A form with several rows of fields. What was entered stays if it is rejected, and the reason is beside its field, or below the form where
 * it is about none of them.
 */
export function EnteredForm({ action, submit, initial, after, children }: Props) {
  const { outcome, entered, pending, form } = useEntered(action, initial, after);
  const field: FieldOf = (name) => ({ name, defaultValue: entered[name] ?? '' });
  return (
    <form {...form} className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6">
      <RefusalProvider outcome={outcome}>
        {children(field, entered)}
        <div>
          <Button type="submit" look="primary" pending={pending}>
            {submit}
          </Button>
        </div>
        <FormResult />
      </RefusalProvider>
    </form>
  );
}

/** Fields beside each other, below each other on narrow screens. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-3">{children}</div>;
}
