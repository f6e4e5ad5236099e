/** As far as it is used here; the package brings no types. */
declare module 'autocannon' {
  /** Belongs to one request and its answer. */
  interface Context {
    sent?: number;
  }

  interface Request {
    readonly setupRequest: (request: object, context: Context) => object;
    readonly onResponse: (status: number, body: string, context: Context) => void;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** In seconds. */
    readonly duration: number;
    readonly requests: readonly Request[];
    /** In milliseconds. */
    readonly sampleInt: number;
  }

  interface Instance extends PromiseLike<{ readonly errors: number }> {
    on(event: 'response', listener: (client: object) => void): void;
    stop(): void;
  }

  const autocannon: (options: Options) => Instance;
  export = autocannon;
}
