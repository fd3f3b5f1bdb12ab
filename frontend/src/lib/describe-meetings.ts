import type { Lock, StageName } from "./model";
import { nameOf } from "./people";
import type { Person } from "./protocol";
import { tell, type Part, type Told } from "./said";
import { named, type Story } from "./story";

export const STAGES: Readonly<Record<StageName, string>> = {
  collect: "Collect",
  sort: "Sort",
  name: "Name",
  talk: "Talk",
  check: "Check",
  review: "Review",
};

export const LOCKS: Readonly<Record<Lock, string>> = {
  writing: "writing cards",
  sorting: "moving cards",
  naming: "changing themes",
};

export function attended(story: Story, people: readonly Person[]): Told {
  if (isSpeaker(story)) return tell`was at the meeting.`;
  return tell`noted that ${attendee(story, people)} was at the meeting.`;
}

export function unattended(story: Story, people: readonly Person[]): Told {
  if (isSpeaker(story)) return tell`was not at the meeting.`;
  return tell`noted that ${attendee(story, people)} was not at the meeting.`;
}

function isSpeaker(story: Story): boolean {
  const { person } = story.now("attendance", story.change("attendance")?.id ?? "");
  return person !== null && person !== undefined && person === story.speaker;
}

function attendee(story: Story, people: readonly Person[]): Part | string {
  const id = story.change("attendance")?.id ?? "";
  const { person, name } = story.now("attendance", id);
  return name ? named("attendance", id, name, "somebody") : nameOf(people, person ?? null);
}

export function stageSet(story: Story): Told {
  const { stage } = story.now("stage", story.change("stage")?.id ?? "");
  return tell`turned to the stage ${stage === undefined ? "" : STAGES[stage]}.`;
}

export function lockSet(story: Story): Told {
  return tell`closed ${locked(story)} for now.`;
}

export function lockLifted(story: Story): Told {
  return tell`opened ${locked(story)} again.`;
}

function locked(story: Story): string {
  return LOCKS[(story.change("lock")?.id ?? "sorting") as Lock];
}

export function timerStarted(story: Story): Told {
  const id = story.change("timer")?.id ?? "";
  const { title } = story.now("timer", id);
  return title ? tell`started the clock for ${named("timer", id, title, "")}.` : tell`started the clock.`;
}

export function timerStopped(): Told {
  return tell`stopped the clock.`;
}

export function minutesWritten(story: Story): Told {
  return tell`wrote the minutes ${minutes(story, story.change("minutes")?.id)}.`;
}

export function minutesEdited(story: Story): Told {
  return tell`changed the minutes ${minutes(story, story.change("minutes")?.id)}.`;
}

export function minutesSigned(story: Story): Told {
  const { minutes_id, version } = story.now("signature", story.change("signature")?.id ?? "");
  return tell`signed version ${version ?? 1} of the minutes ${minutes(story, minutes_id)}.`;
}

function minutes(story: Story, id: string | undefined): Part {
  return named("minutes", id ?? "", story.now("minutes", id ?? "").title, "without a name");
}
