import { type Ref, ref } from 'vue';
import type { Answer, Failure } from './api/call.ts';

/** One thing a person is about to have recorded. */
export interface Submission<Body, Value> {
  readonly busy: Ref<boolean>;
  readonly failure: Ref<Failure | null>;
  /** The recorded answer, or null with `failure` set. A second tap while the first is on its way does nothing. */
  submit(body: Body): Promise<Value | null>;
}

/** Where the id of a sending with unknown outcome is kept, for a page that may be closed before it is known. */
export interface PendingId {
  read(): string | undefined;
  write(commandId: string | undefined): void;
}

/**
 * Gives each submission its command id. The id stays the same until the server has said yes or no: as long as the
 * outcome is unknown, sending again can then never record twice.
 */
export function useSubmission<Body, Value>(
  send: (commandId: string, body: Body) => Promise<Answer<Value>>,
  pending?: PendingId,
): Submission<Body, Value> {
  const busy = ref(false);
  const failure = ref<Failure | null>(null);
  let commandId = pending?.read() ?? newCommandId();
  const submit = async (body: Body) => {
    if (busy.value) return null;
    busy.value = true;
    pending?.write(commandId);
    const answer = await send(commandId, body);
    busy.value = false;
    failure.value = answer.ok ? null : answer.failure;
    if (answer.ok || answer.failure.kind === 'refused') {
      commandId = newCommandId();
      pending?.write(undefined);
    }
    return answer.ok ? answer.value : null;
  };
  return { busy, failure, submit };
}

/** Not `randomUUID`: older web views lack it. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
