import type { Cell } from '#lib/model/sheet.ts';

/** Writes a table into a file, whose bytes it hands on as they are made. */
export type SheetWriter = {
  add(rows: readonly (readonly Cell[])[]): void;
  /** After it the file is complete. */
  end(): void;
};

/** What every writer needs. `title` names the sheet, where the format has names. */
export type SheetFile = {
  title: string;
  headings: readonly string[];
  emit(bytes: Uint8Array): void;
};
