'use client';
import { useId, useState } from 'react';
import { MAX_NOTE, RESOLUTION_CODES, RESOLUTIONS } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';

type Props = { choose: (command: ExceptionCommand) => void; draft: ExceptionCommand | undefined };

/** Why it is resolved: a reason, and a note if wanted. */
export function ResolveForm({ choose, draft }: Props) {
  const { t } = useWords();
  const before = draft?.act === 'resolve' ? draft : undefined;
  const [resolution, setResolution] = useState(before?.resolution ?? RESOLUTION_CODES[0]);
  const [note, setNote] = useState(before?.note ?? '');
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose({ act: 'resolve', resolution, ...(note.trim() && { note }) });
      }}
    >
      <fieldset>
        <legend className="mb-1 text-xs text-dim">{t('Reason')}</legend>
        {RESOLUTION_CODES.map((code) => (
          <label key={code} className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 hover:bg-fill">
            <input
              type="radio"
              name={id}
              checked={code === resolution}
              onChange={() => setResolution(code)}
              className="size-4 accent-(--accent-solid)"
            />
            {t(RESOLUTIONS[code])}
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${id}-note`} className="mt-2 mb-1 block text-xs text-dim">
        {t('Note')}
      </label>
      <textarea
        id={`${id}-note`}
        rows={3}
        maxLength={MAX_NOTE}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        className="w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink"
      />
      <p className="mt-1 text-xs text-faint">{t('It opens again if its source reports it after this.')}</p>
      <Button type="submit" look="primary" className="mt-3 w-full">
        {t('Resolve')}
      </Button>
    </form>
  );
}
