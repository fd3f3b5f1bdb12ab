import { device } from "../lib/device";
import { LEAVING, withdrawals, type Offer, type Taking, type Wish } from "../lib/withdrawal";
import { Trying } from "./trying.svelte";

/** What I can take back in one study, and what I have asked for. */
export class TakingBack extends Trying {
  told: Taking | null = $state.raw(null);
  /** What has just happened, for everybody to read and hear. */
  news = $state("");

  constructor(
    readonly studyId: string,
    private readonly personId: string,
    /** My name or my role may be another one now; with words, I am out of the study. */
    private readonly changed: (farewell: string | null) => Promise<void>,
  ) {
    super();
  }

  load(): Promise<void> {
    return this.try(() => this.#look());
  }

  /** Answers whether it worked. */
  async take(wish: Wish, news: string): Promise<boolean> {
    await this.#anew(async () => {
      await withdrawals.take(this.studyId, wish);
      if (wish.at_once && LEAVING.has(wish.way)) {
        await device.wipe([this.personId]).catch(() => undefined); // it kept nothing
        await this.changed(news);
        return;
      }
      if (wish.way !== "source") await this.changed(null);
      this.news = news;
      await this.#look();
    });
    return this.problem === "";
  }

  changeMind(id: string): Promise<void> {
    return this.#anew(async () => {
      await withdrawals.changeMind(this.studyId, id);
      await this.changed(null);
      this.news = "Everything is back as it was.";
      await this.#look();
    });
  }

  saveOffer(offer: Offer): Promise<void> {
    return this.#anew(async () => {
      await withdrawals.offer(this.studyId, offer);
      this.news = "Saved.";
      await this.#look();
    });
  }

  /** The same news twice is said twice. */
  #anew(work: () => Promise<void>): Promise<void> {
    return this.try(() => {
      this.news = "";
      return work();
    });
  }

  async #look(): Promise<void> {
    this.told = await withdrawals.look(this.studyId);
  }
}
