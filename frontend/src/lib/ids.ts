const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 20;
const FAIR = 256 - (256 % ALPHABET.length);

/** A new id: 20 characters of base 62 (119 bits). Bytes that would favour some characters are thrown again. */
export function newId(): string {
  let id = "";
  while (id.length < LENGTH) {
    const bytes = crypto.getRandomValues(new Uint8Array(LENGTH * 2));
    for (const byte of bytes) {
      if (byte < FAIR && id.length < LENGTH) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}
