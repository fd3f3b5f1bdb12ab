/** The commands that are not settled, in the order in which they were made. A pure queue. */
import type { Submit } from "./protocol";

export interface Outbox {
  /** On their way over the present line; first in the order. */
  readonly sent: readonly Submit[];
  /** Still here. */
  readonly queue: readonly Submit[];
  /** The ids of those that are not kept on this device yet: nothing is sent before it is kept. */
  readonly unkept: ReadonlySet<string>;
  /** The ids of those that the server may have got already, over a line that was lost or from a page that is gone. */
  readonly tried: ReadonlySet<string>;
}

export const EMPTY_OUTBOX: Outbox = { sent: [], queue: [], unkept: new Set(), tried: new Set() };

/**
 * How many may be on their way at once. One: the next is sent when the server has answered, so that order holds even
 * when the server could not take a command just then and gets it again.
 */
export const WINDOW = 1;

export function pending({ sent, queue }: Outbox): readonly Submit[] {
  return [...sent, ...queue];
}

export function find(outbox: Outbox, commandId: string): Submit | undefined {
  return pending(outbox).find((message) => message.command_id === commandId);
}

export function put(outbox: Outbox, message: Submit): Outbox {
  const unkept = new Set([...outbox.unkept, message.command_id]);
  return { ...outbox, queue: [...outbox.queue, message], unkept };
}

/** The device has it now: it may be sent. */
export function kept(outbox: Outbox, commandId: string): Outbox {
  return { ...outbox, unkept: without(outbox.unkept, commandId) };
}

/** Commands of a page that is gone come before those made here; known ones are left out. */
export function adopted(outbox: Outbox, messages: readonly Submit[]): Outbox {
  const fresh = messages.filter(({ command_id }) => find(outbox, command_id) === undefined);
  return { ...outbox, queue: [...fresh, ...outbox.queue], tried: withAll(outbox.tried, fresh) };
}

/** Without the command: it was settled, refused or taken back. */
export function drop(outbox: Outbox, commandId: string): Outbox {
  const others = (message: Submit): boolean => message.command_id !== commandId;
  return {
    sent: outbox.sent.filter(others),
    queue: outbox.queue.filter(others),
    unkept: without(outbox.unkept, commandId),
    tried: without(outbox.tried, commandId),
  };
}

/** What may be sent now, and the outbox once it is sent. Order holds: one that is not kept yet holds up those behind. */
export function next(outbox: Outbox): { readonly messages: readonly Submit[]; readonly outbox: Outbox } {
  const { sent, queue, unkept } = outbox;
  const stop = queue.findIndex(({ command_id }) => unkept.has(command_id));
  const ready = stop === -1 ? queue : queue.slice(0, stop);
  const messages = ready.slice(0, Math.max(0, WINDOW - sent.length));
  return {
    messages,
    outbox: {
      ...outbox,
      sent: [...sent, ...messages],
      queue: queue.slice(messages.length),
      tried: withAll(outbox.tried, messages),
    },
  };
}

/** After the line was lost: everything waits again, in the old order and under the same ids. */
export function unsent(outbox: Outbox): Outbox {
  return { ...outbox, sent: [], queue: pending(outbox) };
}

/** The command when it surely never reached the server. */
export function untried({ queue, tried }: Outbox, commandId: string): Submit | undefined {
  return tried.has(commandId) ? undefined : queue.find(({ command_id }) => command_id === commandId);
}

function withAll(ids: ReadonlySet<string>, messages: readonly Submit[]): ReadonlySet<string> {
  return new Set([...ids, ...messages.map(({ command_id }) => command_id)]);
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : ids;
}
