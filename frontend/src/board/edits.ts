import type { BoardStore } from "../lib/board-store.svelte";
import { newId } from "../lib/ids";
import type { Colour, ThemeKind } from "../lib/model";
import type { Command, SimpleCommand } from "../lib/protocol";
import { plural, quoted, short } from "../lib/texts";
import * as say from "./sentences";
import type { Sender } from "./sender";
import type { Removable } from "./wishes";

/** What is to change about a theme. `parent_id`: under that theme, or (null) on a sheet of its own. */
export interface ThemeEdit {
  readonly title?: string;
  readonly description?: string;
  readonly colour?: Colour;
  readonly parent_id?: string | null;
}

/** Everything that changes cards, themes and the board itself. Answers true once it is recorded. */
export class Edits {
  constructor(
    private readonly store: BoardStore,
    private readonly sender: Sender,
  ) {}

  /** One card for each text, as one event; into a theme or (null) the tray. Answers the ids of the cards. */
  writeCards(texts: readonly string[], themeId: string | null): readonly string[] {
    const made = texts.map((text) => ({ text, card_id: newId() }));
    const commands = made.map(({ text, card_id }): SimpleCommand => {
      const placement = themeId === null ? {} : { placement: { placement_id: newId(), theme_id: themeId } };
      return { type: "card.create", card_id, text, ...placement };
    });
    const theme = themeId === null ? null : this.#theme(themeId);
    void this.#send(asOne(commands), say.wroteCards(texts, theme), say.cardsNamed(texts));
    return made.map(({ card_id }) => card_id);
  }

  /** Words and label of a card, as one event. A null label takes the label off. */
  editCard(card_id: string, changed: { text?: string; label?: string | null }): Promise<boolean> {
    const now = changed.text ?? this.store.shown.card.get(card_id)?.text ?? "";
    const done = `The card now says ${quoted(short(now))}.`;
    return this.#send({ type: "card.edit", card_id, ...changed }, done, this.#card(card_id));
  }

  splitCard(card_id: string, texts: readonly string[], why: string): Promise<boolean> {
    const name = this.#card(card_id);
    const into = texts.map((text) => ({ card_id: newId(), text }));
    const done = `${name} is now ${plural(texts.length, "card")}. Each took over its places.`;
    return this.#send({ type: "card.split", card_id, into }, done, name, why);
  }

  mergeCards(card_id: string, merged: readonly string[], text: string, why: string): Promise<boolean> {
    const name = this.#card(card_id);
    const done = `${plural(merged.length + 1, "card")} are now one card: ${quoted(short(text))}.`;
    return this.#send({ type: "card.merge", card_id, merged, text }, done, name, why);
  }

  putAwayCards(ids: readonly string[]): Promise<boolean> {
    const texts = ids.map((id) => this.store.shown.card.get(id)?.text ?? "The card");
    const commands = ids.map((card_id) => ({ type: "card.retire", card_id }) as const);
    return this.#send(asOne(commands), say.putAway(texts), say.cardsNamed(texts));
  }

  putBackCard(card_id: string): Promise<boolean> {
    const text = this.store.shown.card.get(card_id)?.text ?? "The card";
    return this.#send({ type: "card.restore", card_id }, say.putBack(text), this.#card(card_id));
  }

  makeTheme(title: string, parentId: string | null, kind: ThemeKind): string {
    const theme_id = newId();
    const under = parentId === null ? "" : ` in ${quoted(this.#theme(parentId))}`;
    const command = { type: "theme.create", theme_id, title, parent_id: parentId, theme_kind: kind } as const;
    void this.#send(command, `The theme ${quoted(title)} is new${under}.`, quoted(title));
    return theme_id;
  }

  /** Words, colour and place of a theme, as one event. */
  editTheme(theme_id: string, { parent_id, ...words }: ThemeEdit): Promise<boolean> {
    const commands: SimpleCommand[] = [];
    if (Object.keys(words).length > 0) commands.push({ type: "theme.edit", theme_id, ...words });
    if (parent_id !== undefined) commands.push({ type: "theme.move", theme_id, parent_id });
    const done = `The theme ${quoted(words.title ?? this.#theme(theme_id))} is changed.`;
    return this.#send(asOne(commands), done, this.#name(theme_id));
  }

  /** Behind a theme of the same parent; null is first. */
  orderTheme(theme_id: string, after: string | null): Promise<boolean> {
    const done = after === null ? "stands first now" : `now stands after ${this.#name(after)}`;
    return this.#send(
      { type: "theme.move", theme_id, after },
      `${this.#name(theme_id)} ${done}.`,
      this.#name(theme_id),
    );
  }

  mergeThemes(theme_id: string, merged: readonly string[], why: string): Promise<boolean> {
    const names = merged.map((id) => this.#name(id)).join(", ");
    const done = `${names} ${merged.length === 1 ? "is" : "are"} now a part of ${this.#name(theme_id)}.`;
    return this.#send({ type: "theme.merge", theme_id, merged }, done, this.#name(theme_id), why);
  }

  putAwayTheme(theme_id: string): Promise<boolean> {
    const done = `${this.#name(theme_id)} is put away. Cards that stood only there wait in “Not sorted yet”.`;
    return this.#send({ type: "theme.retire", theme_id }, done, this.#name(theme_id));
  }

  putBackTheme(theme_id: string): Promise<boolean> {
    return this.#send(
      { type: "theme.restore", theme_id },
      say.putBack(this.#theme(theme_id)),
      this.#name(theme_id),
    );
  }

  changeLegend(legend: Readonly<Record<string, string>>): Promise<boolean> {
    return this.#send({ type: "board.edit", legend }, "The marks are saved.", "The list of marks");
  }

  nameKinds(comment_kinds: Readonly<Record<string, string>>): Promise<boolean> {
    return this.#send({ type: "board.edit", comment_kinds }, "The kinds are saved.", "The list of kinds");
  }

  /** They are gone for good. */
  removeWords(on: Removable, why: string): Promise<boolean> {
    const command = { type: "words.remove", on } as const;
    const done = "The words are removed. Everybody sees a hole.";
    return this.sender.send({ command, done, subject: "These words", why, lasting: true, own: true });
  }

  #send(command: Command, done: string, subject: string, why = ""): Promise<boolean> {
    return this.sender.send({ command, done, subject, why });
  }

  #card(id: string): string {
    return quoted(short(this.store.shown.card.get(id)?.text ?? "The card"));
  }

  #theme(id: string): string {
    return this.store.shown.theme.get(id)?.title ?? "the theme";
  }

  #name(id: string): string {
    return quoted(this.#theme(id));
  }
}

function asOne(commands: readonly SimpleCommand[]): Command {
  const [only] = commands;
  return commands.length === 1 && only !== undefined ? only : { type: "batch", commands };
}
