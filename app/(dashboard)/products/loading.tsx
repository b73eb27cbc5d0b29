export { ProductTableSkeleton as default } from '#components/products/product-table.tsx';
