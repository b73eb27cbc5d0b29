'use client';
import { useId, useSyncExternalStore } from 'react';
import type { NavView } from '#db/queries/saved-views.ts';
import { LANGUAGES } from '#lib/model/language.ts';
import { type PersonalSettings, START_VIEW } from '#lib/model/personal.ts';
import { TITLE_TYPES } from '#lib/model/shipment-title.ts';
import { useWords } from '#words';
import { PLACES } from '../shell/places.ts';
import { referenceLabel } from '../shipments/reference.ts';
import { Field, type FormAction } from './action-form.tsx';
import { ChoiceField } from './choice-field.tsx';
import { EnteredForm, type FieldOf, FieldRow } from './entered-form.tsx';
import type { Entered } from './use-entered.ts';

/** `views`: the saved views that may be the start page. `zones`: the names of time zones, to choose from. */
type Props = {
  action: FormAction;
  settings: PersonalSettings;
  views: readonly NavView[];
  zones: readonly string[];
};

/** How the user sees the pages. */
export function PersonalForm({ action, settings, views, zones }: Props) {
  const { t } = useWords();
  return (
    <EnteredForm action={action} submit={t('Save')} initial={enteredOf(settings)}>
      {(field) => (
        <>
          <FieldRow>
            <ChoiceField label={t('Language')} {...field('language')}>
              <option value="">{t('As the browser asks')}</option>
              {Object.entries(LANGUAGES).map(([language, name]) => (
                <option key={language} value={language} lang={language}>
                  {name}
                </option>
              ))}
            </ChoiceField>
            <ChoiceField
              label={t('Times')}
              hint={t(
                'Dates without a time never move. Shared pages, files and notifications keep the time of each place.',
              )}
              {...field('clock')}
            >
              <option value="place">{t('Local time of each place')}</option>
              <option value="own">{t('Your time zone')}</option>
              <option value="utc">{t('UTC')}</option>
            </ChoiceField>
            <ZoneField field={field} zones={zones} />
            <ChoiceField
              label={t('Weights and volumes')}
              hint={t('A converted amount is marked ≈, with the reported one in its tooltip.')}
              {...field('units')}
            >
              <option value="">{t('As reported')}</option>
              <option value="metric">{t('Metric: kg, m³')}</option>
              <option value="us">{t('US: lb, ft³')}</option>
            </ChoiceField>
          </FieldRow>
          <FieldRow>
            <ChoiceField label={t('Start page')} hint={t('After sign-in and by the logo.')} {...field('startPage')}>
              <StartPages current={settings.startPage} views={views} />
            </ChoiceField>
            <ChoiceField
              label={t('Title of shipments')}
              hint={t(
                'Sorting by reference, files and notifications use the title that an admin chose for all users. Search finds every reference.',
              )}
              {...field('titleType')}
            >
              <option value="">{t('As an admin chose')}</option>
              {TITLE_TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(referenceLabel(type))}
                </option>
              ))}
            </ChoiceField>
          </FieldRow>
        </>
      )}
    </EnteredForm>
  );
}

function enteredOf({ language, timeZone, units, titleType, startPage }: PersonalSettings): Entered {
  const clock = timeZone === null ? 'place' : timeZone === 'UTC' ? 'utc' : 'own';
  const own = { timeZone: clock === 'own' ? (timeZone ?? '') : '' };
  return {
    language: language ?? '',
    clock,
    ...own,
    units: units ?? '',
    titleType: titleType ?? '',
    startPage: startPage ?? '',
  };
}

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The user's time zone; that of the browser until another one is entered. */
function ZoneField({ field, zones }: { field: FieldOf; zones: readonly string[] }) {
  const { t } = useWords();
  const id = useId();
  const here = useSyncExternalStore(never, browserZone, () => '');
  const { defaultValue, ...rest } = field('timeZone');
  return (
    <>
      <Field
        label={t('Your time zone')}
        list={id}
        maxLength={60}
        spellCheck={false}
        autoComplete="off"
        {...rest}
        defaultValue={defaultValue || here}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

type StartProps = { current: string | null; views: readonly NavView[] };

/** The name of the page of a list, in English. */
const placeOf = (list: string) => PLACES.find(({ href }) => href === `/${list.split('/')[1]}`)?.label ?? '';

/** The overview, other pages and saved views; also a chosen page that does not exist any more, so that the form does not hide it. */
function StartPages({ current, views }: StartProps) {
  const { t } = useWords();
  const pages = PLACES.filter(({ href }) => href !== '/');
  const values = new Set([...pages.map(({ href }) => href), ...views.map(({ id }) => START_VIEW + id)]);
  return (
    <>
      <option value="">{t('Overview')}</option>
      {current !== null && !values.has(current) && <option value={current}>{t('No longer exists')}</option>}
      {pages.map(({ href, label }) => (
        <option key={href} value={href}>
          {t(label)}
        </option>
      ))}
      {views.length > 0 && (
        <optgroup label={t('Saved views')}>
          {views.map(({ id, list, name }) => (
            <option key={id} value={START_VIEW + id}>
              {t(placeOf(list))}: {name}
            </option>
          ))}
        </optgroup>
      )}
    </>
  );
}
