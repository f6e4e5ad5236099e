/** As far as it is used here; the package brings no types. */
declare module 'autocannon' {
  interface Request {
    readonly method: 'POST';
    readonly setupRequest: (request: object) => object;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** How many requests in all. */
    readonly amount: number;
    readonly requests: readonly Request[];
    readonly sampleInt?: number;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    readonly '2xx': number;
    readonly statusCodeStats: object;
  }

  interface Instance extends PromiseLike<Result> {
    on(event: 'start', listener: () => void): void;
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }

  const autocannon: (options: Options) => Instance;
  export = autocannon;
}
