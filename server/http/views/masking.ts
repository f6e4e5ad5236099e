/** `刘*`: of fixed length, so that the mask tells nothing more. */
export function maskedName(name: string): string {
  return name === '' ? '' : `${[...name][0]}*`;
}

/** `138****1111`; anything shorter than a telephone number is hidden whole. */
export function maskedPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits === '') return '';
  return digits.length < 10 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** `000000********0327` */
export function maskedIdNumber(idNumber: string): string {
  if (idNumber === '') return '';
  return idNumber.length < 15 ? '********' : `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`;
}

/** Down to the district, where one is named. */
export function maskedAddress(address: string): string {
  if (address === '') return '';
  const [district = ''] = /^.{0,12}?[区县市](?!.{0,6}[区县])/u.exec(address) ?? [];
  return `${district}******`;
}
