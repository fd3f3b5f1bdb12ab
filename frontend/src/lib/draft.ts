/** Words that a person has not shared: how this device and the server come to hold the same. Pure. */
import { clean } from "./changes";
import type { State } from "./model";
import type { About } from "./talk";

/** What the words would be about, and as what. */
export interface DraftAbout extends About {
  readonly reply_to: string | null;
  readonly comment_kind: string | null;
}

/** A draft as the server tells it. */
export interface Draft {
  readonly draft_id: string;
  readonly about: DraftAbout;
  readonly text: string;
  readonly changed_at: string;
}

/** What the server says of drafts. */
export interface TheirDrafts {
  readonly drafts: readonly Draft[];
  /** Of those that were asked about: thrown away or shared. One that is in neither list the server has forgotten. */
  readonly dropped: readonly string[];
}

/** A draft as this device holds it. */
export interface KeptDraft {
  readonly id: string;
  readonly about: DraftAbout;
  readonly text: string;
  /** When the server's copy was changed last, as far as known here; null: it has none. */
  readonly was: string | null;
  /** The server has not got these words yet. */
  readonly unsent: boolean;
  /** Thrown away or shared; the server does not know yet. */
  readonly gone: boolean;
  /** Words that were sent and may be on the server, though no answer said so. */
  readonly tried?: readonly string[];
  /** Written under an id that the server may know as thrown away already. */
  readonly again?: boolean;
}

/** A draft that was thrown away in another window of this browser, and all the words that it may have elsewhere. */
export interface ThrownAway {
  readonly id: string;
  readonly words: readonly string[];
}

/** What the server holds and what was written here, together. No words are lost: where both changed, both stay. */
export function merged(
  own: readonly KeptDraft[],
  theirs: TheirDrafts,
  newId: () => string,
): readonly KeptDraft[] {
  const there = new Map(theirs.drafts.map((draft) => [draft.draft_id, draft]));
  const dropped = new Set(theirs.dropped);
  const mine = new Set(own.map(({ id }) => id));
  return [
    ...own.flatMap((one) => {
      const same = there.get(one.id);
      return same === undefined ? alone(one, dropped.has(one.id)) : together(one, same, newId);
    }),
    ...theirs.drafts.filter(({ draft_id }) => !mine.has(draft_id)).map(fromServer),
  ];
}

/** The server has no copy: it was thrown away or shared elsewhere, or the server went back to a time before it. */
function alone(own: KeptDraft, dropped: boolean): readonly KeptDraft[] {
  if (own.gone) return dropped ? [] : [own];
  if (dropped && (!own.unsent || arrivedUnheard(own))) return [];
  return [{ ...own, was: null, unsent: true, ...(dropped ? { again: true } : {}) }];
}

/** Another device can only have thrown away what arrived: these words, for no others were ever under this id. */
function arrivedUnheard({ text, was, again, tried = [] }: KeptDraft): boolean {
  return was === null && again !== true && tried.length > 0 && tried.every((words) => words === text);
}

function together(own: KeptDraft, theirs: Draft, newId: () => string): readonly KeptDraft[] {
  if (own.was === theirs.changed_at) return [own];
  const isMine = own.tried?.includes(theirs.text) === true;
  if (isMine && (own.gone || own.text !== theirs.text)) return [known(own, theirs.changed_at)];
  const wentBack = own.was !== null && theirs.changed_at < own.was;
  if ((!own.unsent && !wentBack) || own.gone || own.text === theirs.text) return [fromServer(theirs)];
  // What is being written here stays under the hand; the other version becomes a draft of its own.
  const other: KeptDraft = { ...fromServer(theirs), id: newId(), was: null, unsent: true };
  return [{ ...own, was: theirs.changed_at, unsent: true }, other];
}

/** New words in a draft, or the first of one that is known by its id. */
export function written(
  { was = null, gone = false, again = gone, ...mine }: Partial<KeptDraft> & Pick<KeptDraft, "id">,
  about: DraftAbout,
  text: string,
): KeptDraft {
  return { ...mine, ...(again ? { again } : {}), was, about, text, unsent: true, gone: false };
}

/** The server's copy is the one of that moment, and it is known to be what was sent. */
export function known({ tried: _, again: __, ...own }: KeptDraft, was: string | null): KeptDraft {
  return { ...own, was };
}

/** As a page finds it on its device: the page before may have sent it and not lived to hear the answer. */
export function perhapsSent(own: KeptDraft): KeptDraft {
  return own.unsent ? { ...own, tried: [...(own.tried ?? []), own.text] } : own;
}

/** Whether the server may have a copy of it. */
export function mayBeThere({ was, tried = [] }: KeptDraft): boolean {
  return was !== null || tried.length > 0;
}

function fromServer({ draft_id, about, text, changed_at }: Draft): KeptDraft {
  return { id: draft_id, about, text, was: changed_at, unsent: false, gone: false };
}

/**
 * Drafts that became comments are done with. Other words written under such an id become a draft of their own: at once
 * as long as they are here only, otherwise once the server has told again that it holds them (`still`).
 */
export function withoutShared(
  drafts: readonly KeptDraft[],
  comments: State["comment"],
  newId: () => string,
  still: ReadonlySet<KeptDraft> = new Set(),
): readonly KeptDraft[] {
  return drafts.flatMap((draft) => {
    const comment = comments.get(draft.id);
    if (comment === undefined || comment.at === "" || draft.gone) return [draft];
    const done = mayBeThere(draft) ? [{ ...draft, gone: true }] : [];
    if (comment.edited || comment.text === null || clean(draft.text) === comment.text) return done;
    if (!draft.unsent && !still.has(draft)) return [draft];
    return [...done, { ...known(draft, null), id: newId(), unsent: true }];
  });
}
