export { RecordSkeleton as default } from '#components/record/record-skeleton.tsx';
