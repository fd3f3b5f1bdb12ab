import { createContext } from "svelte";
import type { Drafts } from "../lib/drafts.svelte";

/** The drafts of the person who looks at the board. */
export const [getDrafts, setDrafts] = createContext<Drafts>();
