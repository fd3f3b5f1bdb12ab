/** What stories say besides the sentences of the log. Reading age 9 to 11, at most 15 words a sentence. */
import { nameOf } from "../people";
import type { Person } from "../protocol";
import type { Stretch } from "../stretches";
import { listed, plural, quoted, short } from "../texts";
import { placesOf, type Step, type Stream } from "./flow";
import type { Came, Went } from "./theme-cards";
import type { Speaker, ThemeStory } from "./theme-story";

export type Titles = ReadonlyMap<string, string>;

export function stretchName({ kind, title }: Stretch): string {
  return kind === "home" ? "From home" : (title ?? "A meeting");
}

/** How a card came, behind its name. */
export function cameWords({ how, themes }: Came, titles: Titles): string {
  const names = named(themes, titles);
  switch (how) {
    case "moved":
      return `came from ${names}.`;
    case "too":
      return `was placed here too. It went on standing in ${names}.`;
    case "joined":
      return themes.length === 0
        ? "was written here. It was the same as another card."
        : `was written here. It was the same as a card in ${names}.`;
    case "written":
      return "was written here.";
    case "sorted":
      return "came from “Not sorted yet”.";
    case "back":
      return "came back here.";
  }
}

/** How a card left, behind its name. */
export function wentWords({ how, themes }: Went, titles: Titles): string {
  switch (how) {
    case "moved":
      return `went to ${named(themes, titles)}.`;
    case "stays":
      return `was taken out. It still stands in ${named(themes, titles)}.`;
    case "tray":
      return "was taken out. It went to “Not sorted yet”.";
    case "away":
      return "was put away.";
    case "joined":
      return "was joined with another card.";
  }
}

function named(themes: readonly string[], titles: Titles): string {
  return listed(themes.map((id) => quoted(titles.get(id) ?? "A theme")));
}

/** What the picture and its table call one stream. */
export function streamName({ theme, kind }: Stream, titles: Titles): string {
  if (theme !== null) return short(titles.get(theme) ?? "A theme", 40);
  const names = {
    written: "Written here",
    back: "Put back",
    away: "Put away",
    joined: "Joined",
    theme: "A theme",
  };
  return kind === "tray" ? "Not sorted yet" : names[kind];
}

export function streamWords(stream: Stream, titles: Titles): string {
  const still = stream.still ? ", where they stay" : "";
  return `${streamName(stream, titles)}: ${plural(stream.cards.length, "card")}${still}`;
}

/** What a theme is now, in a few sentences. Its sub-themes are told apart: their cards are not its own. */
export function standsNow(story: ThemeStory, steps: readonly Step[]): string {
  const { holds, elsewhere, came, parts } = story;
  const now = parts.length === 0 ? standIn(holds) : ofItsOwn(holds);
  const too = elsewhere === 0 ? "" : ` ${ofThem(elsewhere, holds)} in other themes too.`;
  const places = placesOf(steps);
  const from = came.length === 0 || places === 0 ? "" : ` Cards came from ${plural(places, "other theme")}.`;
  return now + too + partsHold(story) + from;
}

function standIn(holds: number): string {
  return holds === 0 ? "No card stands in it now." : `${plural(holds, "card")} ${stand(holds)} in it now.`;
}

function ofItsOwn(holds: number): string {
  return holds === 0 ? "It has no cards of its own now." : `It has ${plural(holds, "card")} of its own now.`;
}

function partsHold({ parts, inParts }: ThemeStory): string {
  if (parts.length === 0) return "";
  if (parts.length === 1) return ` Its sub-theme holds ${plural(inParts, "card")}.`;
  const twice = parts.reduce((sum, { holds }) => sum + holds, 0) > inParts;
  return ` Its ${plural(parts.length, "sub-theme")} hold ${plural(inParts, twice ? "different card" : "card")}.`;
}

function stand(count: number): string {
  return count === 1 ? "stands" : "stand";
}

function ofThem(count: number, all: number): string {
  if (count < all) return `${String(count)} of them ${stand(count)}`;
  return all === 1 ? "It stands" : "All of them stand";
}

/** "CR2 gave 2 reasons and said 1 thing." */
export function spokeWords({ who, reasons, words }: Speaker, people: readonly Person[]): string {
  const gave = reasons === 0 ? [] : [`gave ${plural(reasons, "reason")}`];
  const said = words === 0 ? [] : [`said ${plural(words, "thing")}`];
  return `${nameOf(people, who)} ${listed([...gave, ...said])}.`;
}
