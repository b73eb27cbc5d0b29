'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Outcome } from './outcome.ts';

/** `fields`: the names of the fields of the form, which show why their value was refused. */
type Refusal = { outcome: Outcome; fields: Set<string> };

const Current = createContext<Refusal>({ outcome: null, fields: new Set() });

/** Gives the fields of a form its outcome: the field that it is about shows why, and `useFormResult` what is about none. */
export function RefusalProvider({ outcome, children }: { outcome: Outcome; children: ReactNode }) {
  const [fields] = useState(() => new Set<string>());
  return <Current value={{ outcome, fields }}>{children}</Current>;
}

/** Why the value of a field was refused, to be shown beside it. */
export function useRefusal(name: string | undefined): string | undefined {
  const { outcome, fields } = useContext(Current);
  useEffect(() => {
    if (name === undefined) return;
    fields.add(name);
    return () => void fields.delete(name);
  }, [fields, name]);
  return outcome?.ok === false && outcome.field === name ? outcome.message : undefined;
}

/** The outcome of the form, unless one of its fields shows it. */
export function useFormResult(): Outcome {
  const { outcome, fields } = useContext(Current);
  return outcome?.ok === false && fields.has(outcome.field ?? '') ? null : outcome;
}
