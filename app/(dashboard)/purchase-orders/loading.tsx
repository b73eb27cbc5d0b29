export { OrderTableSkeleton as default } from '#components/purchase-orders/order-table.tsx';
