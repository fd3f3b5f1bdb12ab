import type { BoardStore } from "../lib/board-store.svelte";
import { newId } from "../lib/ids";
import type { State } from "../lib/model";
import type { Command } from "../lib/protocol";
import { kindsOf, TalkIndex, threadsOf, type About, type Thread } from "../lib/talk";
import { quoted, short } from "../lib/texts";
import type { Sender } from "./sender";

/** Words to share. `id`: what they are called from then on; the same id is never shared twice. */
export interface Words {
  readonly id?: string;
  readonly about: About;
  readonly text: string;
  readonly kind: string | null;
  readonly replyTo: string | null;
}

/** What is said on the board, and saying more. Each answers true once it is recorded. */
export class Talking {
  readonly #comments = $derived.by(() => this.state().comment);
  readonly threads: readonly Thread[] = $derived.by(() => threadsOf(this.#comments));
  readonly index = $derived.by(() => new TalkIndex(this.threads));
  readonly kinds: Readonly<Record<string, string>> = $derived.by(() => kindsOf(this.state()));

  constructor(
    private readonly state: () => State,
    private readonly store: BoardStore,
    private readonly sender: Sender,
  ) {}

  /** A card, a theme or the board, by its name. */
  named({ kind, id }: About): string {
    if (kind === "card") return quoted(short(this.state().card.get(id)?.text ?? "a card"));
    return kind === "theme" ? quoted(short(this.state().theme.get(id)?.title ?? "a theme")) : "the board";
  }

  isMine(commentId: string): boolean {
    const comment = this.state().comment.get(commentId);
    const you = this.store.you?.id;
    return comment !== undefined && (comment.author === you || comment.written_by === you);
  }

  share({ id = newId(), about, text, kind, replyTo }: Words): Promise<boolean> {
    const more = replyTo === null ? { comment_kind: kind } : { reply_to: replyTo };
    const on = { kind: about.kind, id: about.id };
    const command = { type: "comment.add", comment_id: id, on, text, ...more } as const;
    return this.#send(command, `Your words about ${this.named(about)} are shared.`);
  }

  edit(comment_id: string, text: string): Promise<boolean> {
    return this.#send({ type: "comment.edit", comment_id, text }, "Your words are changed.");
  }

  takeBack(comment_id: string): Promise<boolean> {
    return this.#send({ type: "comment.withdraw", comment_id }, "Your words are taken back.");
  }

  hide(comment_id: string): Promise<boolean> {
    return this.#send({ type: "comment.hide", comment_id }, "These words are hidden now.");
  }

  show(comment_id: string): Promise<boolean> {
    return this.#send({ type: "comment.show", comment_id }, "These words are shown again.");
  }

  #send(command: Command, done: string): Promise<boolean> {
    return this.sender.send({ command, done, subject: "The words", lasting: true });
  }
}
