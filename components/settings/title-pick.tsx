import { TITLE_TYPES, type TitleType } from '#lib/model/shipment-title.ts';
import { useWords } from '#words';
import { referenceLabel } from '../shipments/reference.ts';

/** The choice of the reference that is the title of shipments. */
export function TitlePick({ given }: { given: TitleType | null }) {
  const { t } = useWords();
  return (
    <label className="flex flex-col gap-1 text-xs text-dim">
      {t('Title of shipments')}
      <select
        name="titleType"
        defaultValue={given ?? ''}
        className="h-8 w-56 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink"
      >
        <option value="">{t('Most useful reference')}</option>
        {TITLE_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(referenceLabel(type))}
          </option>
        ))}
      </select>
    </label>
  );
}
