/** Either a value or a refusal. Refusals are ordinary answers with a code; exceptions are bugs. */
export type Result<Value, Refused> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refused };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Refused>(refusal: Refused): {
  readonly ok: false;
  readonly refusal: Refused;
} {
  return { ok: false, refusal };
}

/** A branch the compiler must prove unreachable; reaching it at run time is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
