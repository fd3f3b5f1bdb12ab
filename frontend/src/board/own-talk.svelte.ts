import { createContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Drafts } from "../lib/drafts.svelte";
import type { Heard } from "../lib/heard.svelte";
import type { About } from "../lib/talk";

/** What is said, as far as it is only mine: drafts, what I have read, and what I want to look at on the board. */
export class OwnTalk {
  goal: About | null = $state.raw(null);
  /** The drafts that are open where they belong. */
  readonly open = new SvelteSet<string>();

  constructor(
    readonly drafts: Drafts,
    readonly heard: Heard,
  ) {}
}

export const [getOwnTalk, setOwnTalk] = createContext<OwnTalk>();
