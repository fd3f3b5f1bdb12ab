/** SHA-256 (FIPS 180-4) in plain code: browsers offer their own only over https. For short inputs. Pure. */

/** The first 32 bits behind the point of a root of each of the first primes. */
function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}

const ROUNDS = fractions(64, Math.cbrt);
const START = fractions(8, Math.sqrt);

export function sha256(content: Uint8Array): Uint8Array {
  const blocks = padded(content);
  const state = Uint32Array.from(START);
  for (let at = 0; at < blocks.byteLength; at += 64) mix(state, schedule(blocks, at));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** A one, zeros, and the length in bits, so that whole blocks of 64 bytes come out. */
function padded(content: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((content.length + 9) / 64) * 64);
  blocks.set(content);
  blocks[content.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 4, content.length * 8);
  return view;
}

function schedule(blocks: DataView, at: number): Uint32Array {
  const words = new Uint32Array(64);
  const word = (index: number): number => words[index] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) words[index] = blocks.getUint32(at + index * 4);
    else {
      const [old, late] = [word(index - 15), word(index - 2)];
      const first = turned(old, 7) ^ turned(old, 18) ^ (old >>> 3);
      const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[index] = word(index - 16) + first + word(index - 7) + second;
    }
  }
  return words;
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  words.forEach((word, index) => {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const low = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const high = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const sum = (h + low + chosen + (ROUNDS[index] ?? 0) + word) | 0;
    [a, b, c, d, e, f, g, h] = [(sum + high + most) | 0, a, b, c, (d + sum) | 0, e, f, g];
  });
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
