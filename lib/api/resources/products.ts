import { z } from 'zod';
import { PRODUCTS, type ProductDetail, type ProductRow } from '#db/queries/products.ts';
import { products } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, rowOf, shown, showStep, stepSchema, texts } from '#lib/api/rows.ts';
import { PRODUCT_STATUSES } from '#lib/model/record.ts';
import { goodsSchema, orderLineSchema } from './purchase-orders.ts';

const row = rowOf(products, { status: z.enum(PRODUCT_STATUSES), hsCodes: texts });

export const productList = listOperation({
  list: PRODUCTS,
  id: 'listProducts',
  tag: 'Products',
  summary: 'Products, most recently updated first',
  name: 'Product',
  row,
  show: (product: ProductRow) => shown(product),
});

const order = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  status: z.string(),
  buyer: z.string().nullable(),
  seller: z.string().nullable(),
  mustArriveOn: z.string().nullable(),
});

export const productOne = oneOperation({
  id: 'getProduct',
  path: '/products/{id}',
  tag: 'Products',
  summary: 'One product with the orders and shipments that it is on',
  name: 'ProductDetail',
  row: row.extend({
    steps: z.array(stepSchema),
    orders: z.array(z.strictObject({ order, line: orderLineSchema })),
    shipments: z.array(linkedSchema.extend({ goods: z.array(goodsSchema) })),
  }),
  show: (product: ProductDetail) => ({ ...shown(product), steps: product.steps.map(showStep) }),
});
