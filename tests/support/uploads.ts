import type { Api, Got, Phone } from './api.ts';
import type { Office } from './office.ts';

/** The smallest whole picture there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

/** Sends a file as the mini-app does: the body is the file. */
export function sendFile(
  api: Api,
  phone: Phone,
  path: string,
  { name = '现场照片.png', content = PNG }: { name?: string; content?: Buffer } = {},
): Promise<Got> {
  return api.send({
    method: 'POST',
    path: `${path}/attachments?name=${encodeURIComponent(name)}`,
    headers: {
      'content-type': 'application/octet-stream',
      'x-requested-with': 'miniapp',
      cookie: phone.cookie,
    },
    body: content,
  });
}

/** The id of an upload to the petition. */
export async function uploaded(
  api: Api,
  phone: Phone,
  id: string,
  file?: { name?: string; content?: Buffer },
): Promise<string> {
  const got = await sendFile(api, phone, `/api/petitions/${id}`, file);
  if (got.status !== 201) throw new Error(`${got.status} ${got.text}`);
  return got.json().id;
}

/** An upload without the web application in between. */
export async function keptUpload(
  office: Pick<Office, 'store' | 'now'>,
  petitionId: string | null,
  by: string,
  name = '扫描件.png',
): Promise<string> {
  const upload = { petitionId, by, at: office.now(), name, mediaType: 'image/png', content: PNG };
  return (await office.store.keepUpload(upload)).id;
}
