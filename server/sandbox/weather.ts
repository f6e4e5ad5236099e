/**
 * `busy` −1 · `throttled` 90018 · `quota` 90020 · `html` a 502 page · `blocked` the 200 page of an
 * address ban · `hang` no answer at all · `resetBeforeWork` and `resetAfterWork` drop the connection ·
 * `tokenInvalid` knows no token · `silentDrop` says a notice was sent and shows it to nobody ·
 * `partialFailure` fails for the first of the people addressed and says so inside a success.
 */
export type Weather =
  | 'busy'
  | 'throttled'
  | 'quota'
  | 'html'
  | 'blocked'
  | 'hang'
  | 'resetBeforeWork'
  | 'resetAfterWork'
  | 'tokenInvalid'
  | 'silentDrop'
  | 'partialFailure';

export interface WeatherScope {
  /** Only calls whose path contains this; every call when left out. */
  readonly api?: string;
  /** It clears up after this many calls; it stays when left out. */
  readonly calls?: number;
}

export interface WeatherNow extends WeatherScope {
  readonly weather: Weather;
}

/** What the pushed frames suffer; everything off is fair weather. */
export interface FrameWeather {
  /** Every frame arrives twice. */
  readonly duplicate: boolean;
  /** Every frame arrives after 3 seconds: later than a phone waits. */
  readonly late: boolean;
}
