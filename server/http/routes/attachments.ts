import { z } from 'zod';
import { LARGEST_ATTACHMENT, uploadedFile, uploadQuery } from '../../contract/attachment.ts';
import { identifier } from '../../contract/field.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { PetitionId } from '../../domain/petition.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { cleanFileName } from '../file-name.ts';
import { mediaTypeOf, refusedTypeMessage } from '../file-type.ts';
import { findVisible } from '../files.ts';
import { withoutPlace } from '../photo-place.ts';
import { type Asked, type Reply, route, type Scene } from '../route.ts';

const petitionParams = z.strictObject({ id: identifier });

export const uploadAttachment = route(
  {
    method: 'POST',
    path: '/api/petitions/:id/attachments',
    summary: '上传附件；随后由某一操作归入信访件',
    access: 'signedIn',
    rate: 'writes',
    params: petitionParams,
    query: uploadQuery,
    upload: { maximumBytes: LARGEST_ATTACHMENT },
    answer: uploadedFile,
    created: true,
  },
  async ({ params, query, bytes, person }, scene) => {
    if (!(await findVisible(params.id, person, scene))) return { failure: NOT_FOUND };
    return keep(params.id, { name: query.name, bytes }, person, scene);
  },
);

export const uploadBeforeRegistration = route(
  {
    method: 'POST',
    path: '/api/attachments',
    summary: '上传附件；随后登记信访件时归入',
    access: 'office',
    rate: 'writes',
    query: uploadQuery,
    upload: { maximumBytes: LARGEST_ATTACHMENT },
    answer: uploadedFile,
    created: true,
  },
  ({ query, bytes, person }, scene) => keep(null, { name: query.name, bytes }, person, scene),
);

export const showAttachment = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/attachments/:attachment',
    summary: '附件内容；图片直接显示，其余供保存',
    access: 'signedIn',
    rate: 'reads',
    params: petitionParams.extend({ attachment: identifier }),
    answer: 'application/octet-stream',
  },
  async ({ params, person }, scene) => {
    const petition = await findVisible(params.id, person, scene);
    const found = petition && (await scene.deps.store.attachment(petition.id, params.attachment));
    if (!found) return { failure: NOT_FOUND };
    const { fact, content } = found;
    return {
      status: 200,
      body: content,
      mediaType: fact.mediaType,
      ...(fact.mediaType.startsWith('image/') ? {} : { saveAs: fact.name }),
    };
  },
);

type Sent = { readonly name: string } & Pick<Asked<unknown, unknown, unknown>, 'bytes'>;

async function keep(
  petitionId: PetitionId | null,
  { name: sentAs, bytes }: Sent,
  person: StaffMember,
  { deps: { store }, now }: Scene,
): Promise<Reply<z.output<typeof uploadedFile>>> {
  const mediaType = mediaTypeOf(bytes, sentAs);
  if (mediaType === null) return { failure: refusedType(bytes) };
  const name = cleanFileName(sentAs, mediaType);
  const content = mediaType === 'image/jpeg' ? withoutPlace(bytes) : bytes;
  const { id, size } = await store.keepUpload({
    petitionId,
    by: person.id,
    at: now,
    name,
    mediaType,
    content,
  });
  return { status: 201, body: { id, name, mediaType, size } };
}

function refusedType(bytes: Buffer): Failure {
  return { status: 415, code: 'wrongFileType', message: refusedTypeMessage(bytes) };
}
