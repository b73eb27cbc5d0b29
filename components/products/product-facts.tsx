import type { ProductDetail } from '#db/queries/products.ts';
import type { Words } from '#lib/model/language.ts';
import type { Fact } from '../record/facts.tsx';
import { countryText } from '../record/words.ts';

export function productFacts(product: ProductDetail, words: Words): Fact[] {
  const { t } = words;
  const { hsCodes, verified, countryOfOrigin } = product;
  const codes = hsCodes && hsCodes.length > 0 ? <span className="mono">{hsCodes.join(', ')}</span> : null;
  return [
    { term: 'Name', field: 'name', value: product.name },
    { term: 'SKU', field: 'sku', value: product.sku && <span className="mono">{product.sku}</span> },
    { term: 'HS codes', field: 'hsCodes', value: codes },
    {
      term: 'Country of origin',
      field: 'countryOfOrigin',
      value: countryOfOrigin && <span suppressHydrationWarning>{countryText(countryOfOrigin, words)}</span>,
    },
    { term: 'Category', field: 'category', value: product.category },
    {
      term: 'Classification',
      field: 'verified',
      value: verified === null ? null : t(verified ? 'Verified' : 'Not verified'),
    },
    { term: 'Description', field: 'description', value: product.description, wide: true },
  ];
}
