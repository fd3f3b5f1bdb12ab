/** One event told with the names of its time: from the state before it, and from its own changes. */
import { HOLE } from "./holes";
import type { Kind, Placement, RecordOf, State } from "./model";
import type { BoardEvent, Change, Fields } from "./protocol";
import { said, type Part } from "./said";
import { short } from "./texts";

export class Story {
  constructor(
    readonly event: Pick<BoardEvent, "changes"> & Partial<BoardEvent>,
    readonly before: State,
  ) {}

  /** Who says it, whoever wrote it down. */
  get speaker(): string | null {
    return this.event.on_behalf_of ?? this.event.actor ?? null;
  }

  changes(kind: Kind): readonly Change[] {
    return this.event.changes.filter((change) => change.kind === kind);
  }

  /** The first change of a kind. */
  change(kind: Kind): Change | undefined {
    return this.event.changes.find((change) => change.kind === kind);
  }

  /** A record before the event; as the event made it, when it was not there. */
  old<K extends Kind>(kind: K, id: string): Partial<RecordOf<K>> {
    return (this.before[kind].get(id) ?? this.#made(kind, id)) as Partial<RecordOf<K>>;
  }

  /** A record after the event; as it was, when the event removed it. */
  now<K extends Kind>(kind: K, id: string): Partial<RecordOf<K>> {
    const fields: Fields = { ...this.before[kind].get(id), ...this.#made(kind, id) };
    return fields as Partial<RecordOf<K>>;
  }

  /** Before an event that removes what another one in `event.changes` made, the removed record tells its names. */
  #made(kind: Kind, id: string): Fields {
    const own = this.event.changes.filter((change) => change.kind === kind && change.id === id);
    return Object.assign(
      {},
      own.findLast(({ after }) => after === null)?.before,
      ...own.map(({ after }) => after),
    );
  }

  card(id: string | undefined): Part {
    return id === undefined ? said("a card") : named("card", id, this.old("card", id).text, "a card");
  }

  theme(id: string | null | undefined): Part {
    return id ? named("theme", id, this.old("theme", id).title, "a theme") : said("a theme");
  }

  /** In how many themes a card stood before the event. */
  placesBefore(cardId: string | undefined): number {
    let places = 0;
    for (const placement of this.before.placement.values()) if (placement.card_id === cardId) places += 1;
    return places;
  }

  /** The placement that the event is about, as it was and as it is. */
  placement(): { readonly old: Partial<Placement>; readonly now: Partial<Placement> } {
    const id = this.change("placement")?.id ?? "";
    return { old: this.old("placement", id), now: this.now("placement", id) };
  }
}

/** A thing by its name; by a general word when the name was withdrawn. */
export function named(kind: Kind, id: string, name: unknown, otherwise: string): Part {
  if (name === null || name === HOLE) return said(`${otherwise} ${HOLE}`.trim());
  return typeof name === "string" && name !== "" ? { kind, id, text: short(name) } : said(otherwise);
}

/** The card or theme that stays when others are merged into it. */
export function mergedInto(away: readonly Change[]): string | undefined {
  const id = away[0]?.after?.["merged_into"];
  return typeof id === "string" ? id : undefined;
}
