import type { BoardView } from "../board/board-view.svelte";
import type { OwnTalk } from "../board/own-talk.svelte";
import type { KeptDraft } from "../lib/draft";
import { byName } from "../lib/people";
import type { PersonHere } from "../lib/protocol";
import type { Thread } from "../lib/talk";
import { byTheme, newestFirst, type TalkGroup } from "./talk-groups";

export type TalkOrder = "newest" | "theme";
const PAGE = 30;

/** What the talk page shows: what is new for me first, then everything in one of two orders. */
export class TalkView {
  order: TalkOrder = $state("newest");
  shown = $state(PAGE);
  readonly #board: BoardView;
  readonly #own: OwnTalk;
  readonly drafts: readonly KeptDraft[] = $derived.by(() => this.#drafts());
  readonly fresh: readonly Thread[] = $derived.by(() => this.#newest.filter((one) => this.#hasNew(one)));
  readonly rest: readonly Thread[] = $derived.by(() => this.#newest.filter((one) => !this.#hasNew(one)));
  readonly groups: readonly TalkGroup[] = $derived.by(() => this.#groups());
  readonly more: number = $derived.by(() => (this.order === "newest" ? this.rest.length - this.shown : 0));
  /** Those who sort and have not said anything. */
  readonly quiet: readonly PersonHere[] = $derived.by(() => this.#quiet());
  readonly #newest = $derived.by(() => newestFirst(this.#board.talking.threads));

  constructor(board: BoardView, own: OwnTalk) {
    this.#board = board;
    this.#own = own;
  }

  showMore(): void {
    this.shown += PAGE;
  }

  /** All that is on the page now is read. */
  read(): void {
    const times = [...this.#board.state.comment.values()].map(({ at }) => at);
    void this.#own.heard.read(times.sort().at(-1) ?? "");
  }

  /** Those that are not open elsewhere on the page. */
  #drafts(): readonly KeptDraft[] {
    return this.#board.talking.drafts(this.#own.drafts.all).filter(({ id }) => !this.#own.open.has(id));
  }

  /** In the past nothing is new. */
  #hasNew(thread: Thread): boolean {
    if (this.#board.past !== null) return false;
    const you = this.#board.store.you?.id;
    return [thread, ...thread.answers].some((one) => this.#own.heard.isNew(one, you));
  }

  #groups(): readonly TalkGroup[] {
    if (this.order === "theme") return byTheme(this.rest.toReversed(), this.#board.outline);
    const threads = this.rest.slice(0, this.shown);
    return threads.length === 0 ? [] : [{ key: "all", title: "Newest first", threads }];
  }

  #quiet(): readonly PersonHere[] {
    const heard = new Set([...this.#board.state.comment.values()].map(({ author }) => author));
    return byName(
      this.#board.store.people.filter(
        ({ id, role, active }) => active && role === "co_researcher" && !heard.has(id),
      ),
    );
  }
}
