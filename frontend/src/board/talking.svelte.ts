import type { BoardStore } from "../lib/board-store.svelte";
import type { KeptDraft } from "../lib/draft";
import type { Drafts } from "../lib/drafts.svelte";
import type { State } from "../lib/model";
import { nameOf } from "../lib/people";
import type { Command } from "../lib/protocol";
import { kindsOf, TalkIndex, threadsOf, type About, type Thread } from "../lib/talk";
import { quoted, short } from "../lib/texts";
import type { Sender } from "./sender";
import type { Toasts } from "./toasts.svelte";

/** Words to share. `id`: of the draft that they were, and of the comment from then on: it is shared once. */
export interface Words {
  readonly id: string;
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
    private readonly toasts: Toasts,
  ) {}

  /** A card, a theme or the board, by its name. */
  named({ kind, id }: About): string {
    if (kind === "card") return quoted(short(this.state().card.get(id)?.text ?? "a card"));
    return kind === "theme" ? quoted(short(this.state().theme.get(id)?.title ?? "a theme")) : "the board";
  }

  /** "the facilitator", as long as there is only one. */
  writerName(personId: string): string {
    const guides = this.store.people.filter(({ role }) => role === "facilitator");
    return guides.length === 1 && guides[0]?.id === personId
      ? "the facilitator"
      : nameOf(this.store.people, personId);
  }

  isMine(commentId: string): boolean {
    const comment = this.state().comment.get(commentId);
    const you = this.store.you?.id;
    return comment !== undefined && (comment.author === you || comment.written_by === you);
  }

  share({ id, about, text, kind, replyTo }: Words): Promise<boolean> {
    const more = replyTo === null ? { comment_kind: kind } : { reply_to: replyTo };
    const on = { kind: about.kind, id: about.id };
    const command = { type: "comment.add", comment_id: id, on, text, ...more } as const;
    const done = `Your words about ${this.named(about)} are shared.`;
    return this.sender.send({ command, done, subject: "The words", lasting: true });
  }

  edit(comment_id: string, text: string): Promise<boolean> {
    return this.#own({ type: "comment.edit", comment_id, text }, "Your words are changed.");
  }

  takeBack(comment_id: string): Promise<boolean> {
    return this.#own({ type: "comment.withdraw", comment_id }, "Your words are taken back.");
  }

  hide(comment_id: string): Promise<boolean> {
    return this.#own({ type: "comment.hide", comment_id }, "These words are hidden now.");
  }

  show(comment_id: string): Promise<boolean> {
    return this.#own({ type: "comment.show", comment_id }, "These words are shown again.");
  }

  /** My drafts about a thing or as answers to something. What is being shared is a draft no more. */
  draftsAbout(all: readonly KeptDraft[], { kind, id }: About, replyTo: string | null): readonly KeptDraft[] {
    return this.drafts(all).filter(
      ({ about }) => about.kind === kind && about.id === id && about.reply_to === replyTo,
    );
  }

  drafts(all: readonly KeptDraft[]): readonly KeptDraft[] {
    return all.filter(({ id }) => !this.store.shown.comment.has(id));
  }

  /** Sees to it that drafts are safe, and says so. */
  async keep(drafts: Drafts): Promise<void> {
    await drafts.sync();
    await drafts.settled();
    if (drafts.problem !== "") this.toasts.problem(drafts.problem);
    else if (!drafts.unsaved) this.toasts.done("Your draft is kept. Only you can see it.");
    else if (drafts.durable) this.toasts.done("Your draft is kept on this device. Only you can see it.");
    else this.toasts.problem("Your draft is in this window only. Please keep it open.");
  }

  throwAway(drafts: Drafts, { id, about, text }: KeptDraft): void {
    drafts.throwAway(id);
    this.toasts.done("Your draft is thrown away.", () => {
      drafts.write(null, about, text);
      return Promise.resolve();
    });
  }

  #own(command: Command, done: string): Promise<boolean> {
    return this.sender.send({ command, done, subject: "The words", lasting: true, own: true });
  }
}
