/** What the browser remembers for a person between visits; storage that is off or full only means that it forgets. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`imalink.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(`imalink.${name}`);
    } else {
      localStorage.setItem(`imalink.${name}`, value);
    }
  } catch {
    // The choice holds until the page is closed.
  }
}

/** What is remembered under names that begin like this, by the rest of the name. */
export function allRemembered(prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (const [key, value] of Object.entries(localStorage)) {
      if (key.startsWith(`imalink.${prefix}`) && typeof value === "string") {
        found.set(key.slice(`imalink.${prefix}`.length), value);
      }
    }
  } catch {
    // Nothing is remembered then.
  }
  return found;
}
