export { ContainerTableSkeleton as default } from '#components/containers/container-table.tsx';
