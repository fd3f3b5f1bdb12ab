/** How the People page speaks of who leads a study. Pure. */
import type { Member } from "../lib/api";
import { nameOf, roleName } from "../lib/people";
import type { Person } from "../lib/protocol";
import { moment } from "../lib/time";

/** One question before a role changes, and what is said when it has. */
export interface RoleWish {
  readonly role: "facilitator" | "co_researcher";
  /** The button that leads to the question. */
  readonly name: string;
  readonly means: readonly string[];
  readonly yes: string;
  readonly no: string;
  readonly news: string;
}

export function roleWish({ pseudonym, role }: Person, own: boolean): RoleWish {
  if (role !== "facilitator") return asking(pseudonym);
  return own ? stopping() : taking(pseudonym);
}

function asking(name: string): RoleWish {
  return {
    role: "facilitator",
    name: "Ask to lead too",
    means: [
      `${name} can then do all that you can: invite people, hide words, start meetings.`,
      `${name} can give this back at any time.`,
    ],
    yes: `Ask ${name} to lead`,
    no: "Not now",
    news: `${name} leads this study too now.`,
  };
}

function taking(name: string): RoleWish {
  return {
    role: "co_researcher",
    name: "No longer lead",
    means: [
      `${name} stays in the study and can go on sorting.`,
      `${name} no longer invites people or starts meetings.`,
    ],
    yes: `${name} no longer leads`,
    no: "Leave it as it is",
    news: `${name} no longer leads. ${name} can go on sorting.`,
  };
}

function stopping(): RoleWish {
  return {
    role: "co_researcher",
    name: "Stop leading",
    means: ["You stay in the study and can go on sorting.", "Somebody who leads can ask you to lead again."],
    yes: "Stop leading",
    no: "Go on leading",
    news: "You no longer lead. You can go on sorting.",
  };
}

/** "Facilitator since today, 10:31, asked by Willow"; without a later role only what they are. */
export function roleSaid({ id, role, given }: Member, people: readonly Person[], now: Date): string {
  const last = given.at(-1);
  if (last === undefined || last.role !== role) return roleName(role);
  const since = `${roleName(role)} since ${moment(last.at, now)}`;
  const asked = role === "facilitator" && last.by !== id && last.by !== null;
  return asked ? `${since}, asked by ${nameOf(people, last.by)}` : since;
}
