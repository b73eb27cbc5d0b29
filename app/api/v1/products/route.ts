import { serveList } from '#lib/api/handler.ts';
import { productList } from '#lib/api/resources/products.ts';

export const GET = serveList(productList);
