import type { ProductRow } from '#db/queries/products.ts';
import { learnedSheet, statusSheet } from '../record/sheet.ts';
import { countryText } from '../record/words.ts';
import { textColumn } from '../table/sheet.ts';

type Row = ProductRow;

/** The columns of the list of products. */
export const PRODUCT_SHEET = {
  sku: textColumn<Row>('sku', 'SKU', (row) => row.sku ?? row.number),
  name: textColumn<Row>('name', 'Product', (row) => row.name),
  category: textColumn<Row>('category', 'Category', (row) => row.category),
  hs: textColumn<Row>('hs', 'HS codes', (row) => row.hsCodes?.join('; ')),
  origin: {
    ...textColumn<Row>(
      'origin',
      'Origin',
      (row, words) => row.countryOfOrigin && countryText(row.countryOfOrigin, words),
    ),
    label: 'Origin¦country',
  },
  status: statusSheet<Row>(),
  learned: learnedSheet<Row>(),
};
