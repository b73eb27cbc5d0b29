import { BoardSkeleton } from '#components/board/board-skeleton.tsx';

export default function LoadingBoard() {
  return <BoardSkeleton />;
}
