import type { Readable } from 'node:stream';

/**
 * The file a request brings, as it is. Null when it is larger than the route takes; what is still on its way is then
 * let go, or it would hold up the next request on the connection. A body that was read before is not here again.
 */
export async function readUpload(request: Readable, maximumBytes: number): Promise<Buffer | null> {
  if (maximumBytes === 0 || request.readableEnded) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    size += part.length;
    if (size > maximumBytes) {
      request.resume();
      return null;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
