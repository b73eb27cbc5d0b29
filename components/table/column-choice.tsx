'use client';
import { Columns3 } from 'lucide-react';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { ColumnChoice, ColumnChoices } from '#db/queries/list-columns.ts';
import { chosenColumns } from '#lib/model/sheet.ts';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { TableColumns, TableRow } from './columns.ts';

type Choices = { choices: ColumnChoices; choose: (list: string, choice: ColumnChoice) => void };

const Columns = createContext<Choices>({ choices: {}, choose: () => {} });

type Props = {
  choices: ColumnChoices;
  /** Stores the choice for the next visit. */
  save: (list: string, choice: ColumnChoice) => Promise<void>;
  children: ReactNode;
};

/** Provides the user's choices of columns to all lists. */
export function ColumnsProvider({ choices: stored, save, children }: Props) {
  const [choices, setChoices] = useState(stored);
  const choose = (list: string, choice: ColumnChoice) => {
    setChoices((before) => ({ ...before, [list]: choice }));
    void save(list, choice);
  };
  return <Columns value={{ choices, choose }}>{children}</Columns>;
}

const NOTHING: ColumnChoice = { hidden: [], pinned: [] };

/** The columns in the order in which the user sees them, how many at the left are pinned, and the menu to choose them. */
export function useChosenColumns<Row extends TableRow>(list: string, columns: TableColumns<Row>) {
  const { t } = useWords();
  const { choices, choose } = useContext(Columns);
  const choice = choices[list] ?? NOTHING;
  const [, ...others] = columns;
  const away = others.filter(({ id }) => !isIn(choice.hidden, id));
  const checks = (label: string, what: keyof ColumnChoice, from: TableColumns<Row>, isChecked: boolean) => ({
    label: t(label),
    options: from.map(({ id = '', header }) => ({
      value: id,
      label: t(String(header)),
      checked: isIn(choice[what], id) === isChecked,
    })),
    onChange: (id: string, checked: boolean) => {
      const rest = choice[what].filter((one) => one !== id);
      choose(list, { ...choice, [what]: checked === isChecked ? [...rest, id] : rest });
    },
  });
  return {
    ...chosenColumns(columns, choice),
    menu: (
      <Menu
        label={t('Columns')}
        trigger={
          <>
            <Columns3 aria-hidden className="size-3.5" />
            {t('Columns')}
          </>
        }
        triggerClass={buttonClass('ghost', 'h-7 text-xs max-md:hidden')}
        checks={[checks('Shown', 'hidden', others, false), checks('Pinned to the left', 'pinned', away, true)]}
      />
    ),
  };
}

const isIn = (ids: readonly string[], id: string | undefined) => id !== undefined && ids.includes(id);
