export { BookingTableSkeleton as default } from '#components/bookings/booking-table.tsx';
