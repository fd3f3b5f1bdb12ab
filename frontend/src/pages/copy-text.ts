/** Copies a text; where the browser forbids it, selects the field so that a person can. */
export async function copyText(text: string, field: HTMLInputElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    field.focus();
    field.select();
    return "The link is marked. Now copy it.";
  }
}
