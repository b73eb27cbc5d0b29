'use client';
import { Columns3 } from 'lucide-react';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { HiddenColumns } from '#db/queries/list-columns.ts';
import { buttonClass } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { TableColumns, TableRow } from './columns.ts';

type Choice = { hidden: HiddenColumns; hide: (list: string, columns: readonly string[]) => void };

const Columns = createContext<Choice>({ hidden: {}, hide: () => {} });

type Props = {
  hidden: HiddenColumns;
  /** Stores the choice for the next visit. */
  save: (list: string, columns: readonly string[]) => Promise<void>;
  children: ReactNode;
};

/** Provides the user's choice of columns to all lists. */
export function ColumnsProvider({ hidden: stored, save, children }: Props) {
  const [hidden, setHidden] = useState(stored);
  const hide = (list: string, columns: readonly string[]) => {
    setHidden((before) => ({ ...before, [list]: columns }));
    void save(list, columns);
  };
  return <Columns value={{ hidden, hide }}>{children}</Columns>;
}

/** The columns that the user wants to see, the first one always, and the menu to choose them. */
export function useChosenColumns<Row extends TableRow>(list: string, columns: TableColumns<Row>) {
  const { hidden, hide } = useContext(Columns);
  const away = hidden[list] ?? [];
  const isHidden = (id: string | undefined) => id !== undefined && away.includes(id);
  const options = columns.slice(1).map(({ id = '', header }) => ({
    value: id,
    label: String(header),
    checked: !isHidden(id),
  }));
  const toggle = (id: string, shown: boolean) => hide(list, shown ? away.filter((one) => one !== id) : [...away, id]);
  return {
    shown: columns.filter(({ id }, at) => at === 0 || !isHidden(id)),
    menu: (
      <Menu
        label="Columns"
        trigger={
          <>
            <Columns3 aria-hidden className="size-3.5" />
            Columns
          </>
        }
        triggerClass={buttonClass('ghost', 'h-7 text-xs max-md:hidden')}
        checks={{ label: 'Shown columns', options, onChange: toggle }}
      />
    ),
  };
}
