import { type FormEvent, useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

type Messages = { errors: Record<string, string>; warnings: Record<string, string> };

/**
 * Checks a form on the server while it is filled in, after a pause. Until it `wasSent`, messages are those of fields that were changed, so
 * that an empty form does not begin with errors. `checked` is null before the first check. `onInput` belongs to the form.
 */
export function useLiveCheck(wasSent: boolean) {
  const [checked, setChecked] = useState<Messages | null>(null);
  const touched = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onInput = ({ currentTarget, target }: FormEvent<HTMLFormElement>) => {
    const { name } = target as HTMLInputElement;
    if (!name) return;
    touched.current.add(name);
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      running.current?.abort();
      running.current = new AbortController();
      const found = await check(new FormData(currentTarget), running.current.signal);
      if (found) setChecked({ ...found, errors: shown(found.errors, wasSent ? null : touched.current) });
    }, PAUSE_MS);
  };
  return { checked, onInput };
}

/** Null if the check failed or was overtaken; the form is checked again when it is submitted. */
async function check(body: FormData, signal: AbortSignal): Promise<Messages | null> {
  try {
    const answer = await fetch('/requests/check', { method: 'POST', body, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** The messages beside fields; one about several fields if one of them was changed: `containers` for `containers.forty_ft`. */
function shown(errors: Record<string, string>, names: ReadonlySet<string> | null): Record<string, string> {
  const changed = names && [...names].flatMap((name) => [name, name.split('.')[0]]);
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => field !== '' && (changed === null || changed.includes(field))),
  );
}
