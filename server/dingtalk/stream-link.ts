import { WebSocket } from 'ws';
import { MINUTE, SECOND } from '../domain/time.ts';
import { acknowledged, type Frame, type FrameReply, readFrame } from './stream-frames.ts';
import type { StreamPlace } from './stream-gateway.ts';

/** One socket of the long connection, once it is open. */
export interface Link {
  /** Nothing happens when it is closed already. */
  reply(frame: Frame, reply: FrameReply): void;
  readonly isOpen: () => boolean;
  /** Elapsed time of the last frame. */
  readonly heardAt: () => number;
  /** DingTalk sends nothing new on it and will close it by itself. */
  readonly isEnding: () => boolean;
  /** Another has taken its place: what is still on its way to an ending one is waited for, a silent one is deaf. */
  retire(): void;
  /** At once, without waiting for the other side. */
  drop(): void;
}

export interface LinkEvents {
  readonly onFrame: (frame: Frame, link: Link) => void;
  readonly onUnreadable: () => void;
  /** DingTalk asks for another connection. */
  readonly onEnding: (link: Link) => void;
  /** No frame for a minute; told again every further minute. */
  readonly onSilent: (link: Link) => void;
  /** Has been heard of for a minute. */
  readonly onWell: () => void;
  /** Once, however it ended. Not told of one that never opened. */
  readonly onClosed: (link: Link) => void;
}

export interface LinkSurroundings {
  readonly elapsed: () => number;
  readonly schedule: (ms: number, work: () => void) => () => void;
  /** Cap of one handshake; 10 seconds unless told. */
  readonly handshakeMs?: number;
}

/** Null when the handshake failed or took too long; never rejects. `cancel` gives up a handshake under way. */
export function openLink(
  place: StreamPlace,
  given: LinkSurroundings,
  events: LinkEvents,
): { readonly opened: Promise<Link | null>; readonly cancel: () => void } {
  const socket = new WebSocket(addressOf(place), {
    handshakeTimeout: given.handshakeMs ?? HANDSHAKE_MS,
    maxPayload: LONGEST_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const opened = new Promise<Link | null>((settle) => {
    socket.on('open', () => settle(serve(socket, given, events)));
    // 'close' always follows and says all there is to do; unheard, an error would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => settle(null));
  });
  return { opened, cancel: () => socket.terminate() };
}

function serve(socket: WebSocket, given: LinkSurroundings, events: LinkEvents): Link {
  const { elapsed, schedule } = given;
  let heardAt = elapsed();
  let ending = false;
  let callOff = () => {};
  const send = (content: object) => socket.send(JSON.stringify(content), () => undefined);
  const link: Link = {
    reply({ headers: { messageId } }, { code, message, data }) {
      const headers = { messageId, contentType: 'application/json' };
      if (link.isOpen()) send({ code, message, headers, data });
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    heardAt: () => heardAt,
    isEnding: () => ending,
    retire() {
      callOff();
      if (ending) callOff = schedule(GRACE_MS, link.drop);
      else link.drop();
    },
    drop: () => socket.terminate(),
  };

  function watchOver(ms: number): void {
    callOff = schedule(ms, () => {
      const silent = elapsed() - heardAt;
      watchOver(silent < SILENCE_MS ? SILENCE_MS - silent : SILENCE_MS);
      if (silent < SILENCE_MS) events.onWell();
      else events.onSilent(link);
    });
  }

  socket.on('message', (content) => {
    heardAt = elapsed();
    const frame = readFrame(textOf(content));
    if (!frame) events.onUnreadable();
    else if (frame.type !== 'SYSTEM') events.onFrame(frame, link);
    else if (frame.headers.topic === 'ping') {
      link.reply(frame, { ...acknowledged({}), data: frame.data });
    } else if (frame.headers.topic === 'disconnect') {
      ending = true;
      events.onEnding(link);
    }
  });
  socket.on('close', () => {
    callOff();
    events.onClosed(link);
  });
  watchOver(SILENCE_MS);
  return link;
}

function addressOf({ endpoint, ticket }: StreamPlace): URL {
  const address = new URL(endpoint);
  address.search = `?ticket=${encodeURIComponent(ticket)}`;
  return address;
}

function textOf(content: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(content)) return Buffer.concat(content).toString('utf8');
  return Buffer.from(content as ArrayBuffer).toString('utf8');
}

const HANDSHAKE_MS = 10 * SECOND;
/** Frames are a few kilobytes. */
const LONGEST_FRAME_BYTES = 1024 * 1024;
/** DingTalk sends a ping every 20 to 30 seconds; a link without one for so long only looks alive. */
const SILENCE_MS = MINUTE;
/** DingTalk closes a link it has told us to leave after about ten seconds. */
const GRACE_MS = 15 * SECOND;
