/** Whether a signed note holds (C2SP signed-note, Ed25519), where the browser can check that. */

const ED25519 = 1;
const KEY_BYTES = 33;
const KEY_NUMBER_BYTES = 4;

/** True when the key signed the note, false when it did not, null when this browser cannot tell. */
export async function signatureHolds(note: string, key: string): Promise<boolean | null> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) return null;
  const signer = signerOf(key);
  const signed = signedBy(note);
  if (signer === null || signed === null || signer.name !== signed.name) return false;
  let known: CryptoKey;
  try {
    known = await subtle.importKey("raw", signer.bytes, "Ed25519", false, ["verify"]);
  } catch {
    return null; // an older browser
  }
  return subtle.verify("Ed25519", known, signed.signature, new TextEncoder().encode(signed.text));
}

function signerOf(key: string): { name: string; bytes: Uint8Array<ArrayBuffer> } | null {
  const [name = "", , ...rest] = key.trim().split("+");
  const bytes = bytesOf(rest.join("+"));
  return bytes?.length === KEY_BYTES && bytes[0] === ED25519 ? { name, bytes: bytes.slice(1) } : null;
}

function signedBy(note: string): { text: string; name: string; signature: Uint8Array<ArrayBuffer> } | null {
  const [text, line] = note.split("\n\n");
  const found = /^— (\S+) (\S+)\n$/.exec(line ?? "");
  const bytes = bytesOf(found?.[2] ?? "");
  if (text === undefined || found === null || bytes === null) return null;
  return { text: `${text}\n`, name: found[1] ?? "", signature: bytes.slice(KEY_NUMBER_BYTES) };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
