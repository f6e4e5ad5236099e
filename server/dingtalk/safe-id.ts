/**
 * Whether an id may stand in a path or a list of ids. The SDK writes ids into paths as they are, so that a
 * slash or a question mark in one would ask for something else.
 */
export function isSafeId(id: string): boolean {
  return safeId.test(id);
}

const safeId = /^[A-Za-z0-9_$][A-Za-z0-9_$.:=+@-]{0,127}$/;
