/** Whether a log goes on from what was seen of it: signed notes and proofs of RFC 6962 (as RFC 9162 checks them). Pure. */
import { sha256 } from "./sha256";

/** What the server answers: a signed note over the log as it is, and the proof that it goes on. */
export interface CheckpointAnswer {
  readonly size: number;
  readonly note: string;
  readonly key: string;
  /** Hashes in base64; null when the log is shorter than what was seen. */
  readonly proof: readonly string[] | null;
  readonly words: string;
}

/** The last one that this device saw. `at`: ISO 8601. */
export interface SeenCheckpoint {
  readonly note: string;
  readonly words: string;
  readonly at: string;
}

/** A log of so many records with this root. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What a note says, or null when it is none. */
export function headOf(note: string): Head | null {
  const [, size = "", root = ""] = note.split("\n");
  const bytes = bytesOf(root);
  return /^\d+$/.test(size) && bytes?.length === 32 ? { size: Number(size), root: bytes } : null;
}

/** True when the log of the answer begins with the one that was seen. */
export function goesOn(seen: SeenCheckpoint, answer: CheckpointAnswer): boolean {
  const [old, now] = [headOf(seen.note), headOf(answer.note)];
  const proof = answer.proof?.map(bytesOf) ?? [null];
  if (old === null || now === null || proof.includes(null)) return false;
  return proven(
    old,
    now,
    proof.filter((step) => step !== null),
  );
}

/** True when a proof shows that one log begins with the other. */
export function proven(old: Head, now: Head, proof: readonly Uint8Array[]): boolean {
  if (old.size === now.size) return proof.length === 0 && same(old.root, now.root);
  if (old.size > now.size) return false;
  if (old.size === 0) return proof.length === 0;
  const whole = Number.isInteger(Math.log2(old.size));
  const [first, ...steps] = whole ? [old.root, ...proof] : proof;
  if (first === undefined) return false;
  const met = meet(first, steps, old.size - 1, now.size - 1);
  return met !== null && same(met.old, old.root) && same(met.now, now.root);
}

/** The two roots that the steps lead to; null when there are too many or too few. */
function meet(
  first: Uint8Array,
  steps: readonly Uint8Array[],
  oldLast: number,
  nowLast: number,
): { old: Uint8Array; now: Uint8Array } | null {
  let [at, last] = [oldLast, nowLast];
  while (at % 2 === 1) [at, last] = up(at, last);
  let [old, now] = [first, first];
  for (const step of steps) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      [old, now] = [node(step, old), node(step, now)];
      while (at !== 0 && at % 2 === 0) [at, last] = up(at, last);
    } else now = node(now, step);
    [at, last] = up(at, last);
  }
  return last === 0 ? { old, now } : null;
}

function up(at: number, last: number): [number, number] {
  return [Math.floor(at / 2), Math.floor(last / 2)];
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Uint8Array.of(1, ...left, ...right));
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
