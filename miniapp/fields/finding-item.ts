/** One claim of the petitioner, what was found, and what is answered (逐项答复). */
export interface FindingItem {
  readonly claim: string;
  readonly finding: string;
  readonly answer: string;
}
