/**
 * What a person has set up on this computer for their own eyes: which columns, whether the menu is shown. Never
 * anything of a petition.
 */
export function keptChoice(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keepChoice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Some clients forbid storage: the choice then lasts until the page is closed.
  }
}

export function forgetChoice(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing could be kept either.
  }
}
