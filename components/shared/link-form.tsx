import { LINK_DAYS } from '#lib/model/share-link.ts';
import { useWords } from '#words';
import { ActionForm, Field, type FormAction, Pick } from '../settings/action-form.tsx';

type Props = {
  action: FormAction;
  /** What the link leads to, as the fields of its body. */
  target: Readonly<Record<string, string>>;
  /** What it can show, and which of it is chosen at first. */
  choices: readonly { id: string; label: string; chosen: boolean }[];
};

/** Issues a link: for whom, for how long, and what it shows. */
export function LinkForm({ action, target, choices }: Props) {
  const { t } = useWords();
  return (
    <ActionForm action={action} submit={t('Create link')}>
      {Object.entries(target).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label={t('For whom')} name="recipient" maxLength={100} autoComplete="off" required />
      <Pick label={t('Valid for days')} name="days" options={LINK_DAYS.map(String)} />
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 text-xs text-dim">{t('It shows')}</legend>
        {choices.map(({ id, label, chosen }) => (
          <label key={id} className="inline-flex h-8 items-center gap-1.5">
            <input
              type="checkbox"
              name="fields"
              value={id}
              defaultChecked={chosen}
              className="size-3.5 accent-(--accent-solid)"
            />
            {t(label)}
          </label>
        ))}
      </fieldset>
    </ActionForm>
  );
}
