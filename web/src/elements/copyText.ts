/**
 * Copies a text, also on pages that came without encryption from another machine, which have no clipboard.
 *
 * @returns whether it was copied; otherwise it can still be marked and copied by hand
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const carrier = document.createElement("textarea");
    carrier.value = text;
    carrier.readOnly = true;
    carrier.className = "fixed top-0 left-0 opacity-0";
    // Inside an open dialog, as nothing outside of one can be marked.
    (document.activeElement?.parentElement ?? document.body).append(carrier);
    carrier.select();
    const copied = document.execCommand("copy");
    carrier.remove();
    return copied;
  }
}
