import { utc } from '#lib/emulator/world/local-time.ts';
import { hash32 } from '#lib/emulator/world/random.ts';
import type { Product } from '#lib/emulator/world/trade.ts';
import { company, type Json } from './parts.ts';

export const productId = (product: Product) => 100_000 + (hash32(product.sku) % 800_000);

export const productRef = (product: Product): Json => ({
  _object: '/product',
  id: productId(product),
  name: product.name,
  sku: product.sku,
});

/** The fields of a product that can change. */
export type ProductState = { verified: boolean; archivedAt: number | null };

/** A product of the client's catalogue; `state` is null until it has been entered. `patch` is what clients changed. */
export type ProductRecord = { product: Product; state: ProductState | null; patch: Json };

export function productObject(product: Product, { verified, archivedAt }: ProductState): Json {
  const { category, supplier, hs } = product;
  const properties = [
    { _object: '/product_property', type: 'carton_weight_kg', value: String(product.kg) },
    { _object: '/product_property', type: 'units_per_carton', value: String(product.units) },
  ];
  return {
    ...productRef(product),
    description: `${product.name}, ${product.units} a carton`,
    product_category: category,
    country_of_origin: supplier.country,
    client_verified: verified,
    archived_at: archivedAt === null ? null : utc(archivedAt),
    product_properties: properties,
    classifications: [
      { _object: '/product_classification', region: 'US', codes: [`${hs}${1000 + (productId(product) % 9000)}`] },
    ],
    hs_codes: [hs],
    suppliers: [company(supplier)],
  };
}
