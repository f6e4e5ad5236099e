import type { ImportField } from '../contract/import-fields.ts';
import type { Regime } from '../domain/regime.ts';
import { registrationRules } from '../domain/registering.ts';

/** The cells of a row as they were read; what was empty or unreadable is absent. */
export type RowValues = Partial<Record<ImportField, string>>;

/** What the office itself calls a channel or a source, which other ledgers may call otherwise. */
export function ownWord(field: ImportField, text: string, regime: Regime): string | undefined {
  const { channels, sources } = registrationRules(regime);
  if (field === 'channel') return channels.find(({ title }) => title === text)?.id;
  if (field !== 'source') return undefined;
  return Object.entries(sources).find(([, title]) => title === text)?.[0];
}
