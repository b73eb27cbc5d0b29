export { ShipmentTableSkeleton as default } from '#components/shipments/shipment-table.tsx';
