/** The longer side of a photo that is sent, in pixels: a letter photographed whole stays readable. */
const LONGEST_SIDE = 2000;
const QUALITY = 0.85;
/** A smaller picture that is no larger than this is sent as it is, in bytes. */
const SMALL = 1_500_000;

/** What is sent of a chosen file: photos upright and no larger than needed, everything else as it is. */
export async function preparedForUpload(
  file: File,
): Promise<{ readonly name: string; readonly content: Blob }> {
  const asItIs = { name: file.name, content: file };
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return asItIs;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= SMALL) return asItIs;
    const content = await drawn(picture, scale);
    return content ? { name: file.name.replace(/\.\w+$/, '.jpg'), content } : asItIs;
  } catch {
    // A picture this phone cannot draw is for the server to judge.
    return asItIs;
  }
}

function drawn(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (context) {
    // What is transparent would turn black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
