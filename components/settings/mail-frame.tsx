type Props = {
  title: string;
  /** An address that answers with `respondMail`. */
  src: string;
  /** Of the screen to show it on, pixels. */
  width: number;
};

/** An e-mail as a mail program shows it: without scripts and forms, and its links open in another tab. */
export function MailFrame({ title, src, width }: Props) {
  return (
    <iframe
      title={title}
      src={src}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      width={width}
      height={620}
      className="max-w-full rounded-md border border-line bg-surface"
    />
  );
}
