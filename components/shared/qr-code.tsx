import { encode } from 'uqr';
import { cx } from '../ui/cx.ts';

/** An address as a QR code, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function QrCode({ url, label, className = 'size-28' }: { url: string; label: string; className?: string }) {
  const { size, data } = encode(url, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className={cx('shrink-0 bg-[#fff]', className)}>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
