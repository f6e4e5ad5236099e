/** Why the database cannot be used. The message is for the person at the terminal; nothing has been changed. */
export class DatabaseProblem extends Error {
  readonly code: DatabaseProblemCode;

  constructor(code: DatabaseProblemCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseProblem';
    this.code = code;
  }
}

export type DatabaseProblemCode =
  /** A setting that protects the data is not in force. */
  | 'unsafe'
  /** Another process has the file. */
  | 'inUse'
  /** Not a database, cut short, or damaged. */
  | 'damaged'
  /** A database, but not of this program. */
  | 'foreign'
  /** Written by a newer version of this program. */
  | 'newer'
  | 'migrationFailed'
  /** The key ring does not belong to this database. */
  | 'wrongKeys'
  /** A regime in use was changed without a new version. */
  | 'regimeChanged';
