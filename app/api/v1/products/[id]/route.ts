import { getProduct } from '#db/queries/products.ts';
import { serveOne } from '#lib/api/handler.ts';
import { productOne } from '#lib/api/resources/products.ts';

export const GET = serveOne(productOne, getProduct);
