import { openDatabase } from '../../db/open.ts';
import { DatabaseProblem } from '../../db/problem.ts';

/** A process of its own that opens the database named on its command line and says what came of it. */
const [, , path = ''] = process.argv;
try {
  openDatabase(path).close();
  process.stdout.write('opened');
} catch (error) {
  if (!(error instanceof DatabaseProblem)) throw error;
  process.stdout.write(`${error.code}: ${error.message}`);
  process.exitCode = 78;
}
