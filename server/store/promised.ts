/** The same methods, answering at once: what an implementation on one machine really does. */
export type AtOnce<Port> = {
  readonly [Name in keyof Port]: Port[Name] extends (...given: infer Given) => Promise<infer Value>
    ? (...given: Given) => Value | Promise<Value>
    : never;
};

/** Turns every answer into a promise and everything thrown into a rejection. */
export function promised<Port extends object>(methods: AtOnce<Port>): Port {
  const entries = Object.entries(methods as Record<string, (...given: unknown[]) => unknown>);
  return Object.fromEntries(
    entries.map(([name, method]) => [
      name,
      (...given: unknown[]) => new Promise((resolve) => resolve(method(...given))),
    ]),
  ) as Port;
}
