/** Without I, L, O and U: nothing to be misread from paper (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** Ten characters that stand for what a paper says: `7K3M2-9QX2A`. Only who holds the office's keys can make them. */
export function verificationCode(fingerprint: Buffer): string {
  const characters = Array.from(
    fingerprint.subarray(0, LENGTH),
    (byte) => ALPHABET[byte % ALPHABET.length] ?? '',
  ).join('');
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}
