/** A quoted key with its colon, anything else in quotes, or a run of everything between. */
const PARTS = /("(?:[^"\\]|\\.)*"(?=\s*:))|("(?:[^"\\]|\\.)*")|([^"]+)/g;

/** JSON with dimmed keys, so that the values stand out. */
export function JsonText({ text }: { text: string }) {
  return [...text.matchAll(PARTS)].map((match) =>
    match[1] ? (
      <span key={match.index} className="text-accent">
        {match[1]}
      </span>
    ) : (
      match[0]
    ),
  );
}
