import { expect, test } from "vitest";
import { plainSentence } from "../../src/lib/describe";
import { flowOf, type Step } from "../../src/lib/stories/flow";
import { layFlow } from "../../src/lib/stories/flow-layout";
import { inChapters, momentsOf, type Hero } from "../../src/lib/stories/moments";
import { themeStory, type ThemeStory } from "../../src/lib/stories/theme-story";
import {
  cameWords,
  spokeWords,
  standsNow,
  streamWords,
  stretchName,
  wentWords,
} from "../../src/lib/stories/words";
import { create, event } from "./support/boards";
import { DEMO, DEMO_PEOPLE, demoId } from "./support/demo";

const RIPPLE = "The “ripple effect”";

function told(hero: Hero): string[] {
  return momentsOf(DEMO, DEMO_PEOPLE, hero).map(({ sentence, count }) => {
    const why = sentence.why === null ? "" : ` (${sentence.why})`;
    return `${plainSentence(sentence)}${count > 1 ? ` x${count}` : ""}${why}`;
  });
}

function storyOf(title: string): ThemeStory {
  const story = themeStory(DEMO, demoId("theme", title));
  if (story === null) throw new Error(title);
  return story;
}

/** "Words of the card: how it came. (who)" */
function cameTo({ came, titles }: ThemeStory): string[] {
  return came.map((one) => `${one.words}: ${cameWords(one, titles)} (${one.who ?? "?"})`);
}

function flow(steps: readonly Step[], { titles }: ThemeStory): string[] {
  return steps.map((step) => {
    const [from, to] = [step.from, step.to].map((some) =>
      some.map((one) => streamWords(one, titles)).join("; "),
    );
    return `${stretchName(step.stretch)} | ${from ?? ""} | ${to ?? ""} | ${step.holds}`;
  });
}

test("Q1 a theme's story has only what touched it, with reasons, and tells sorting within it once", () => {
  const cut = "“Helps improve other people’s understanding of their illness…”";
  const other = cut.replace("’", "'");
  const asked = "in the round “Does the name say what the cards say?”.";
  const about = "about “The “ripple effect””";
  expect(told({ kind: "theme", id: demoId("theme", RIPPLE) })).toEqual([
    "CR4 named a new theme “Beyond the person”. (These cards are about other people, not about me.)",
    "CR3 joined “Giving back” with “Beyond the person”. (Giving back is a part of this.)",
    "CR4 said about “Beyond the person”: “When one person is better, others notice it.”",
    "CR1 answered about “Beyond the person”: “Yes. At home first, and then in the group.”",
    "CR3 placed “Volunteering opportunities” in “Beyond the person” too. It kept its 3 other places. (It goes on to people who were never here.)",
    "CR5 placed “Reduce pressure on carer” in “Beyond the person”. (My wife has it easier. She has never been inside.)",
    `CR1 wrote ${cut} in “Beyond the person”.`,
    `CR2 joined ${cut} with ${other}. (Only the apostrophe is different.)`,
    `CR6 wrote ${cut} in “Beyond the person”.`,
    `CR2 joined ${cut} with ${other}. (Only the apostrophe is different.)`,
    "CR2 renamed the theme “Beyond the person” to “The “ripple effect””. (It is wider than one person. It goes on, like rings on water.)",
    "Facilitator changed the description of “The “ripple effect””.",
    ...["CR2", "CR3", "CR4", "CR5"].map((who) => `${who} answered “agree” ${about} ${asked}`),
    `CR6 answered “agree” ${about}, because “It took me a while. Now I like it.”, ${asked}`,
    `CR1 answered “unsure” ${about}, because “I had to ask what it means.”, ${asked}`,
    "CR4 put the cards in order. x4",
  ]);
});

test("Q1 a card's story begins with its first words, also when they came among many", () => {
  const id = demoId("card", "Calm");
  const story = told({ kind: "card", id });
  expect(story[0]).toBe("CR2 split “Calm, homely” into “Calm” and “Homely”. (These are two things.)");
  expect(story.slice(1).map((one) => one.replace(/^.*? “Calm”/, "It"))).toEqual([
    "It in “Culture”.",
    "It in “Emotional/Wellbeing” too. It kept its other place. (It made me calm.)",
    "It out of “Emotional/Wellbeing”. It kept its other place. (The place is calm. How I feel is on other cards.)",
    "It to another spot in “Culture”.",
  ]);
  const pasted = momentsOf(DEMO, DEMO_PEOPLE, { kind: "card", id: demoId("card", "Resilience") })[0];
  expect(pasted && plainSentence(pasted.sentence)).toBe("Facilitator wrote “Resilience”.");
  expect(pasted?.others).toBe(54);
});

test("Q1 a person's story has what they did and what was written for them", () => {
  const moments = momentsOf(DEMO, DEMO_PEOPLE, { kind: "person", id: "CR6" });
  const seqs = DEMO.filter((one) => [one.actor, one.on_behalf_of].includes("CR6")).map(({ seq }) => seq);
  expect(moments.map(({ seq }) => seq)).toEqual(seqs);
  expect(moments.some(({ sentence }) => sentence.forWhom === "CR6")).toBe(true);
});

test("Q1 a story is put under its meetings and the times from home", () => {
  const id = demoId("theme", RIPPLE);
  const chapters = inChapters(momentsOf(DEMO, DEMO_PEOPLE, { kind: "theme", id }), DEMO);
  expect(chapters.map(({ stretch, told: some }) => [stretchName(stretch), some.length])).toEqual([
    ["What keeps coming back", 10],
    ["Names that fit", 9],
  ]);
});

test("Q2 the ripple effect came to be as the demo's script says", () => {
  const story = storyOf(RIPPLE);
  expect(story.names.map(({ title, who }) => [title, who])).toEqual([
    ["Beyond the person", "CR4"],
    [RIPPLE, "CR2"],
  ]);
  expect(cameTo(story)).toEqual([
    "Wants to give back: came from “Giving back”. (CR3)",
    "Helping people: came from “Giving back”. (CR3)",
    "Volunteering opportunities: was placed here too. It went on standing in “Social Inclusion”, “Learning” and “Culture”. (CR3)",
    "Reduce pressure on carer: came from “Not sorted yet”. (CR5)",
    "Helps improve other people's understanding of their illness – which improves individual wellbeing: was written here. It was the same as a card in “Emotional/Wellbeing”. (CR1)",
    "Helps improve other people's understanding of their illness – increased knowledge of mental health for those around them: was written here. It was the same as a card in “Learning”. (CR6)",
  ]);
  expect(story.went).toEqual([]);
  expect(story.joined.map(({ themes, who, why }) => [themes.map(({ title }) => title), who, why])).toEqual([
    [["Giving back"], "CR3", "Giving back is a part of this."],
  ]);
  expect(story.spoke.map((one) => spokeWords(one, DEMO_PEOPLE))).toEqual([
    "CR2 gave 3 reasons and said 1 thing.",
    "CR3 gave 2 reasons and said 1 thing.",
    "CR4 gave 1 reason and said 1 thing.",
    "CR1 said 1 thing.",
    "CR5 gave 1 reason.",
  ]);
  expect(story.checked.map(({ question, tally }) => [question, tally.agree, tally.unsure])).toEqual([
    ["Does the name say what the cards say?", 5, 1],
  ]);
  const steps = flowOf(DEMO, story);
  expect(standsNow(story, steps)).toBe(
    "6 cards stand in it now. 5 of them stand in other themes too. Cards came from 5 other themes.",
  );
  expect(flow(steps, story)).toEqual([
    "What keeps coming back | Giving back: 2 cards; Learning: 2 cards, where they stay; Social Inclusion: 1 card, where they stay; " +
      "Culture: 1 card, where they stay; Not sorted yet: 1 card; Emotional/Wellbeing: 1 card, where they stay |  | 6",
  ]);
});

test("Q2 a theme that was joined says with which, and where its cards went", () => {
  const back =
    DEMO.flatMap(({ changes }) => changes).find(({ after }) => after?.["title"] === "Giving back")?.id ?? "";
  const story = themeStory(DEMO, back);
  expect(story?.into).toBe(demoId("theme", RIPPLE));
  expect(story?.went.map((one) => wentWords(one, story.titles))).toEqual([
    "went to “The “ripple effect””.",
    "went to “The “ripple effect””.",
  ]);
});

test("Q2 the flow of every theme ends with the cards that stand there", () => {
  const themes = [
    ...new Set(
      DEMO.flatMap(({ changes }) => changes)
        .filter(({ kind }) => kind === "theme")
        .map(({ id }) => id),
    ),
  ];
  expect(themes.length).toBeGreaterThan(10);
  for (const id of themes) {
    const story = themeStory(DEMO, id);
    if (story === null) throw new Error(id);
    const steps = flowOf(DEMO, story);
    expect(steps.at(-1)?.holds ?? 0, story.title).toBe(story.holds);
    expect(steps.every(({ holds }) => holds >= 0)).toBe(true);
  }
});

test("Q2 words about a theme, and about cards while they stood in it, count; rounds and decisions are what was checked", () => {
  const id = demoId("theme", RIPPLE);
  const words = (on_kind: string, on_id: string, more: object = {}): object => ({
    ...{ on_kind, on_id, reply_to: null, comment_kind: null, text: "Yes", author: "CR1", written_by: null },
    ...{ at: "T", edited: false, taken_back: false, hidden: false, ...more },
  });
  const next = DEMO.length + 1;
  const round = {
    ...{
      question: "Is it one?",
      method: "sense",
      asked_on: "theme",
      dots: null,
      per_item: null,
      secret: false,
    },
    ...{
      hidden_until_closed: false,
      open: true,
      opened_at: "T",
      opened_by: "CR1",
      closed_at: null,
      voters: null,
    },
  };
  const vote = (person: string, value: string): object => ({
    ...{ round_id: "round1", on_kind: "theme", on_id: id, person, value, reason: null, held: 6, at: "T" },
  });
  const say = (seq: number, record: object): ReturnType<typeof event> =>
    event(seq, "comment.added", [create("comment", `c${seq}`, record)], { actor: "CR1" });
  const events = [
    ...DEMO,
    say(next, words("theme", id)),
    say(next + 1, words("card", demoId("card", "Helping people"))),
    say(next + 2, words("card", demoId("card", "Offload"))),
    say(next + 3, words("theme", id, { comment_kind: "decision", text: "It stays" })),
    say(next + 4, words("theme", id, { comment_kind: "decision", text: "Hidden", hidden: true })),
    event(next + 5, "round.opened", [create("round", "round1", round)]),
    ...["agree", "agree", "unsure"].map((value, at) =>
      event(next + 6 + at, "vote.cast", [create("vote", `v${at}`, vote(`CR${at}`, value))]),
    ),
  ];
  const inside = demoId("card", "Helping people");
  const cards = [inside, demoId("card", "Offload")].map((on_id, at) =>
    event(next + 10 + at, "vote.cast", [
      create("vote", `w${at}`, { ...vote("CR1", "agree"), round_id: "round2", on_kind: "card", on_id }),
    ]),
  );
  const asked = event(next + 9, "round.opened", [
    create("round", "round2", { ...round, question: "Does it belong?", asked_on: "card" }),
  ]);
  const story = themeStory([...events, asked, ...cards], id);
  expect(story?.spoke[0]).toEqual({ who: "CR1", reasons: 0, words: 5 });
  expect(story?.decided.map(({ text }) => text)).toEqual(["It stays"]);
  expect(
    story?.checked.map(({ question, tally, about }) => [question, tally.agree, tally.unsure, about]),
  ).toEqual([
    ["Does the name say what the cards say?", 5, 1, null],
    ["Is it one?", 2, 1, null],
    ["Does it belong?", 1, 0, "Helping people"],
  ]);
});

test("Q3 the picture fits its room and draws no more streams than there is room for", () => {
  const story = storyOf("Emotional/Wellbeing");
  const steps = flowOf(DEMO, story);
  for (const width of [280, 720]) {
    const { rows, side, middle, height } = layFlow(steps, width);
    expect(side).toBeLessThan(middle);
    expect(rows.at(-1)?.bottom).toBe(height);
    for (const row of rows) {
      expect(row.from.length).toBeLessThanOrEqual(6);
      const drawn = row.from.reduce((sum, { folded }) => sum + folded, 0);
      expect(drawn).toBe(row.step.from.length);
    }
  }
});
