/** One claim of the petitioner with its answer, as it is typed. */
export interface FindingItem {
  readonly claim: string;
  readonly finding: string;
  readonly answer: string;
  /** One of those that the act names. */
  readonly outcome?: string;
  readonly reason?: string;
}
