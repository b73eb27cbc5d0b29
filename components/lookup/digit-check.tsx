import { CircleCheck, TriangleAlert } from 'lucide-react';
import { checkDigits } from '#lib/model/container-number.ts';
import { useWords } from '#words';

/** The check digit of the container number that is entered, by ISO 6346; nothing for other texts. */
export function DigitCheck({ id, text }: { id: string; text: string }) {
  const digits = checkDigits(text);
  return (
    <p id={id} role="status" className="min-h-6 pt-1 text-sm text-dim">
      {digits && <Answer {...digits} />}
    </p>
  );
}

function Answer({ required, entered }: { required: number; entered: number | null }) {
  const { t } = useWords();
  if (entered === null) return t('Check digit: {digit}', { digit: required });
  const isRight = entered === required;
  const Icon = isRight ? CircleCheck : TriangleAlert;
  return (
    <span className={isRight ? 'text-ok' : 'text-risk'}>
      <Icon aria-hidden className="mr-1 inline size-4" />
      {isRight ? t('Check digit is right') : t('Check digit should be {digit}', { digit: required })}
    </span>
  );
}
