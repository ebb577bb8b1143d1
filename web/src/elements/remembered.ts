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
