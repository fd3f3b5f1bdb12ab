/** The people of a study and the links by which they come, as the server tells facilitators and everybody else. */
import type { Role } from "./model";
import type { Person } from "./protocol";

/** `by` is null when that name was taken out. */
export interface RoleGiven {
  readonly role: Role;
  readonly at: string;
  readonly by: string | null;
}

/** Whoever has left only reads until they are removed. */
export interface Member extends Person {
  readonly joined_at: string;
  readonly joined_as: Role;
  /** The roles they got later, in order. */
  readonly given: readonly RoleGiven[];
  readonly left_at: string | null;
  readonly removed_at: string | null;
}

export type InviteRole = Exclude<Role, "facilitator">;

export interface Invite {
  readonly id: string;
  readonly role: InviteRole;
  readonly created_at: string;
  readonly off_at: string | null;
}

/** A fresh invite; its link is shown once. */
export interface NewInvite {
  readonly id: string;
  readonly role: InviteRole;
  readonly link: string;
}
