import type { RegisterPetition } from './command.ts';
import { dayText, localDayOf } from './time.ts';

/**
 * What makes two entries the same petition: the superior's number where there is one, otherwise who brought what on
 * which day. Blanks and full width make no difference.
 */
export function registrationIdentity({
  facts,
  particulars,
}: Pick<RegisterPetition, 'facts' | 'particulars'>): string {
  const { platformNumber, receivedAt } = facts;
  const { title, petitioner } = particulars;
  const parts =
    platformNumber === undefined
      ? ['matter', petitioner.name, dayText(localDayOf(receivedAt)), title]
      : ['number', platformNumber];
  return parts.map(bare).join('|');
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s|]/g, '').toLowerCase();
}
