/** What a person wrote in a command: the words they would have to write again if it could not be saved. */
import type { Command, Submit } from "./protocol";

const WRITTEN = ["text", "label", "title", "description", "question", "reason"] as const;

/** Everything written, in the order in which a person wrote it; empty for a plain move. */
export function writtenIn({ command, why }: Submit): readonly string[] {
  const reason = why?.trim() ?? "";
  return [...wordsOf(command), ...(reason === "" ? [] : [reason])];
}

function wordsOf(command: Command): readonly string[] {
  if (command.type === "batch") return command.commands.flatMap(wordsOf);
  if (command.type === "card.split") return command.into.map(({ text }) => text);
  const fields = command as Readonly<Record<string, unknown>>;
  const words = WRITTEN.map((field) => fields[field]).filter((word) => typeof word === "string");
  const legend = command.type === "board.edit" ? Object.entries(command.legend ?? {}) : [];
  const kinds = command.type === "board.edit" ? Object.values(command.comment_kinds ?? {}) : [];
  return [...words, ...kinds, ...legend.map(([mark, meaning]) => `${mark} ${meaning}`)].filter(
    (word) => word !== "",
  );
}
