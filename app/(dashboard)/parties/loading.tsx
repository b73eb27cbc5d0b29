export { PartyTableSkeleton as default } from '#components/parties/party-table.tsx';
