/** The commands that are not settled, in the order in which they were made. A pure queue. */
import type { Submit } from "./protocol";

export interface Outbox {
  /** On their way over the present line; first in the order. */
  readonly sent: readonly Submit[];
  /** Still here. */
  readonly queue: readonly Submit[];
}

export const EMPTY_OUTBOX: Outbox = { sent: [], queue: [] };

/** How many may be on their way at once, so that a long time offline does not come as a flood. */
export const WINDOW = 20;

export function pending({ sent, queue }: Outbox): readonly Submit[] {
  return [...sent, ...queue];
}

export function find(outbox: Outbox, commandId: string): Submit | undefined {
  return pending(outbox).find((message) => message.command_id === commandId);
}

export function put(outbox: Outbox, message: Submit): Outbox {
  return { ...outbox, queue: [...outbox.queue, message] };
}

/** Without the command: it was settled, refused or taken back. */
export function drop(outbox: Outbox, commandId: string): Outbox {
  const others = (message: Submit): boolean => message.command_id !== commandId;
  return { sent: outbox.sent.filter(others), queue: outbox.queue.filter(others) };
}

/** What may be sent now, and the outbox once it is sent. */
export function next(
  { sent, queue }: Outbox,
  window = WINDOW,
): {
  readonly messages: readonly Submit[];
  readonly outbox: Outbox;
} {
  const messages = queue.slice(0, Math.max(0, window - sent.length));
  return { messages, outbox: { sent: [...sent, ...messages], queue: queue.slice(messages.length) } };
}

/** After the line was lost: everything waits again, in the old order and under the same ids. */
export function unsent(outbox: Outbox): Outbox {
  return { sent: [], queue: pending(outbox) };
}
