import type { Command, Limits, Submit } from "./protocol";

export interface SubmitOptions {
  readonly why?: string;
  /** The person for whom I write; facilitators only. */
  readonly onBehalfOf?: string;
}

/** A command as it goes over the wire; an empty reason is left out. */
export function asked(commandId: string, command: Command, { why, onBehalfOf }: SubmitOptions): Submit {
  const reason = why?.trim() ?? "";
  return {
    type: "submit",
    command_id: commandId,
    command,
    ...(reason === "" ? {} : { why: reason }),
    ...(onBehalfOf === undefined ? {} : { on_behalf_of: onBehalfOf }),
  };
}

/** True when the server would hang up instead of reading it. */
export function isTooBig(message: Submit, limits: Limits): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify(message)).length;
  return bytes > (limits["frame_bytes"] ?? Infinity);
}
