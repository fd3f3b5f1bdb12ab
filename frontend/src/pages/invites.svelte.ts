import { api, type Invite, type InviteRole, type NewInvite } from "../lib/api";
import { Trying } from "./trying.svelte";

/** The invite links of one study. A link's secret is known only right after it was made. */
export class Invites extends Trying {
  list: readonly Invite[] = $state.raw([]);
  made: NewInvite | null = $state.raw(null);

  constructor(readonly studyId: string) {
    super();
  }

  load(): Promise<void> {
    return this.try(async () => {
      this.list = await api.invites(this.studyId);
    });
  }

  make(role: InviteRole): Promise<void> {
    return this.try(async () => {
      this.made = await api.invite(this.studyId, role);
      this.list = await api.invites(this.studyId);
    });
  }

  turnOff(inviteId: string): Promise<void> {
    return this.try(async () => {
      await api.inviteOff(this.studyId, inviteId);
      if (this.made?.id === inviteId) this.made = null;
      this.list = await api.invites(this.studyId);
    });
  }
}
