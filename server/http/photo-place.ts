/**
 * A JPEG without what cameras write about it: above all the place where it was taken, which may be somebody's home.
 * Only which way is up is kept. Where the parts cannot be told apart the photo stays as it is.
 */
export function withoutPlace(jpeg: Buffer): Buffer {
  const kept: Buffer[] = [jpeg.subarray(0, 2)];
  let position = 2;
  while (jpeg[position] === 0xff && jpeg[position + 1] !== START_OF_SCAN) {
    const end = position + 2 + (position + 4 <= jpeg.length ? jpeg.readUInt16BE(position + 2) : 0);
    if (end > jpeg.length || end < position + 4) return jpeg;
    const segment = jpeg.subarray(position, end);
    if (segment[1] !== APPLICATION_1) kept.push(segment);
    else if (isExif(segment)) kept.push(onlyOrientation(orientationIn(segment)));
    position = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(position)]);
}

const START_OF_SCAN = 0xda;
/** Exif and XMP are written here. */
const APPLICATION_1 = 0xe1;
const ORIENTATION = 0x0112;
const TIFF_AT = 10;
/** APP1, 34 bytes, `Exif`, little-endian TIFF with one directory of one entry: the orientation, filled in at 28. */
const ONE_ENTRY = 'ffe1002245786966000049492a0008000000010012010300010000000000000000000000';

function isExif(segment: Buffer): boolean {
  return segment.toString('latin1', 4, 8) === 'Exif' && segment.length >= TIFF_AT + 10;
}

/** 1–8; 1, upright, where it does not say. */
function orientationIn(segment: Buffer): number {
  const tiff = segment.subarray(TIFF_AT);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Array.from(
    { length: short(directory) },
    (_, index) => directory + 2 + index * 12,
  );
  const entry = entries.find((at) => short(at) === ORIENTATION);
  const orientation = entry === undefined ? 1 : short(entry + 8);
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

function onlyOrientation(orientation: number): Buffer {
  const segment = Buffer.from(ONE_ENTRY, 'hex');
  segment.writeUInt16LE(orientation, 28);
  return segment;
}
