import type { Particulars } from '../domain/petition.ts';
import type { Sealing } from './sealing.ts';

type Petitioner = Particulars['petitioner'];

/** What an ordinary petition can be found by, without being readable; null for what was not given. */
export interface PetitionerIndex {
  readonly phone: Buffer | null;
  readonly idNumber: Buffer | null;
  readonly name: Buffer | null;
}

/** Equal for the usual spellings of the same telephone, identity number and full name. */
export function indexPetitioner(
  petitioner: Partial<Petitioner>,
  sealing: Sealing,
): PetitionerIndex {
  const index = (column: keyof PetitionerIndex, value: string) =>
    value === '' ? null : sealing.index(column, value);
  return {
    phone: index('phone', normalPhone(petitioner.phone ?? '')),
    idNumber: index('idNumber', normalIdNumber(petitioner.idNumber ?? '')),
    name: index('name', normalName(petitioner.name ?? '')),
  };
}

function normalPhone(text: string): string {
  return text.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
}

/** Numbers of 15 digits were given out until 1999; the 18-digit form adds the century and a check digit. */
function normalIdNumber(text: string): string {
  const number = text.trim().toUpperCase();
  if (!/^\d{15}$/.test(number)) return number;
  const body = `${number.slice(0, 6)}19${number.slice(6)}`;
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * weight(place), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** GB 11643: 2 to the power of the place counted from the right, modulo 11. */
function weight(place: number): number {
  return 2 ** (17 - place) % 11;
}

function normalName(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
