/** Some fields of a row, which replace those that it has. */
export type Changes<Row> = { readonly [Field in keyof Row]?: Row[Field] | undefined };

/** A row with some fields replaced; those that are undefined stay as they are. */
export function withChanges<Row extends object>(row: Row, changes: Changes<Row>): Row {
  return { ...row, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}
