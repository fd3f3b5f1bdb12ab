import { api, type Invitation, type JoinAnswer } from "../lib/api";
import { Trying } from "./trying.svelte";

export type JoinStep = "looking" | "broken" | "already" | "choosing" | "joined";

/** The way from an invite link to a name on a study. */
export class Joining extends Trying {
  step: JoinStep = $state("looking");
  invitation: Invitation | null = $state.raw(null);
  answer: JoinAnswer | null = $state.raw(null);
  readonly #secret: string;

  constructor(secret: string) {
    super();
    this.#secret = secret;
  }

  async look(): Promise<void> {
    await this.try(async () => {
      this.invitation = await api.invitation(this.#secret);
      this.step = this.invitation.already === null ? "choosing" : "already";
    });
    if (this.invitation === null) this.step = "broken";
  }

  chooseAnother(): void {
    this.step = "choosing";
  }

  async joinAs(pseudonym: string): Promise<void> {
    await this.try(async () => {
      this.answer = await api.join(this.#secret, pseudonym);
      history.replaceState(history.state, "", "/j"); // the used secret leaves the address bar
      this.step = "joined";
    });
  }
}
