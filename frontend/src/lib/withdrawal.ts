/** Taking words back: what the server says about it, and how that is told. */
import { api } from "./api";
import { listed, plural } from "./texts";

export type OwnWay = "stop" | "unlink" | "words" | "all";
export const OWN_WAYS: readonly OwnWay[] = ["stop", "unlink", "words", "all"];

/** The ways that lead out of the study. */
export const LEAVING: ReadonlySet<string> = new Set<OwnWay>(["stop", "unlink", "all"]);

export interface Offer {
  readonly ways: readonly OwnWay[];
  readonly wording: string;
  /** A day such as 2026-12-31; null: always. */
  readonly last_day: string | null;
}

/** `until`: to when one can change one's mind; null: not at all. */
export interface Asked {
  readonly id: string;
  readonly way: OwnWay | "source";
  readonly asked_at: string;
  readonly until: string | null;
}

export interface Taking {
  readonly offer: Offer;
  readonly hours: number;
  readonly waiting: Asked | null;
  /** Nobody else leads the study, so one cannot leave it. */
  readonly leads_alone: boolean;
  /** How many cards, comments and so on are mine. */
  readonly mine: Readonly<Record<string, number>>;
  /** For facilitators: how many cards came from each source. */
  readonly sources?: Readonly<Record<string, number>>;
  readonly waiting_sources?: readonly Asked[];
}

export interface Wish {
  readonly way: OwnWay | "source";
  readonly at_once: boolean;
  readonly source?: string;
}

export const withdrawals = {
  look: (study: string): Promise<Taking> => api.get(`${path(study)}`),
  take: (study: string, wish: Wish): Promise<{ readonly withdrawal: Asked | null }> =>
    api.post(path(study), wish),
  changeMind: (study: string, id: string): Promise<object> => api.post(`${path(study)}/${id}/cancel`),
  offer: (study: string, offer: Offer): Promise<object> => api.put(`${path(study)}/offer`, offer),
};

/** Where everything about me can be taken out. */
export function aboutMePath(study: string, form: "html" | "json"): string {
  return `/api/studies/${study}/about-me.${form}`;
}

function path(study: string): string {
  return `/api/studies/${study}/withdrawal`;
}

export const WAYS: Readonly<Record<OwnWay, { readonly name: string; readonly means: string }>> = {
  stop: { name: "Stop taking part", means: "Your words and your name stay. You leave the study." },
  unlink: {
    name: "Take my name out",
    means: "Your words stay, but nobody sees that they are yours. You leave the study.",
  },
  words: {
    name: "Take my words back",
    means: "All that you wrote goes. What others wrote stays. You stay in the study.",
  },
  all: {
    name: "Take everything back",
    means: "Your words, your name and your answers go. You leave the study.",
  },
};

/** What is said when it is done: at once for good, or hidden with time to change one's mind. */
export function newsOf({ way, at_once }: Pick<Wish, "way" | "at_once">): string {
  if (way === "stop") return "You stopped taking part.";
  if (!at_once) return "It is hidden now, for everybody.";
  if (way === "all") return "Your words, your name and your answers are gone for good.";
  return way === "unlink" ? "Your name is gone for good." : "It is gone for good.";
}

const PIECES: Readonly<Record<string, readonly [string, string]>> = {
  card: ["card", "cards"],
  theme: ["theme", "themes"],
  comment: ["comment", "comments"],
  vote: ["answer with words", "answers with words"],
  minutes: ["set of minutes", "sets of minutes"],
  attendance: ["name of a guest", "names of guests"],
  moment: ["named moment", "named moments"],
  why: ["reason", "reasons"],
};

/** "3 cards, 1 comment and 2 reasons"; null when there is nothing. */
export function pieces(mine: Readonly<Record<string, number>>): string | null {
  const told = Object.entries(PIECES).flatMap(([kind, [one, many]]) =>
    mine[kind] === undefined ? [] : [plural(mine[kind], one, many)],
  );
  return told.length === 0 ? null : listed(told);
}
