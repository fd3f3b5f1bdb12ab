import { device } from "../lib/device";
import { withdrawals, type Offer, type Taking, type Wish } from "../lib/withdrawal";
import { Trying } from "./trying.svelte";

const LEAVING: ReadonlySet<string> = new Set(["stop", "unlink", "all"]);

/** What I can take back in one study, and what I have asked for. */
export class TakingBack extends Trying {
  told: Taking | null = $state.raw(null);
  /** What has just happened, for everybody to read and hear. */
  news = $state("");

  constructor(
    readonly studyId: string,
    private readonly personId: string,
    /** My name or my role may be another one now. */
    private readonly changed: () => Promise<void>,
  ) {
    super();
  }

  load(): Promise<void> {
    return this.try(() => this.#look());
  }

  take(wish: Wish, news: string): Promise<void> {
    return this.try(async () => {
      await withdrawals.take(this.studyId, wish);
      if (wish.at_once && LEAVING.has(wish.way)) await device.wipe([this.personId]).catch(() => undefined);
      if (wish.way !== "source") await this.changed();
      this.news = news;
      if (!wish.at_once || wish.way === "words" || wish.way === "source") await this.#look();
    });
  }

  changeMind(id: string): Promise<void> {
    return this.try(async () => {
      await withdrawals.changeMind(this.studyId, id);
      await this.changed();
      this.news = "Everything is back as it was.";
      await this.#look();
    });
  }

  saveOffer(offer: Offer): Promise<void> {
    return this.try(async () => {
      await withdrawals.offer(this.studyId, offer);
      this.news = "Saved.";
      await this.#look();
    });
  }

  async #look(): Promise<void> {
    this.told = await withdrawals.look(this.studyId);
  }
}
