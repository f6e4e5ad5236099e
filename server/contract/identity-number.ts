/** The GB 11643 check digit: whether an 18-digit identity number can be right. True for anything of another length. */
export function hasRightCheckDigit(idNumber: string): boolean {
  const number = idNumber.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return true;
  const sum = [...number.slice(0, 17)].reduce(
    (total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11),
    0,
  );
  return '10X98765432'[sum % 11] === number.at(-1);
}
