import { afterEach, expect, test, vi } from "vitest";
import { api, type EventsPage } from "../../src/lib/api";
import { plainSentence } from "../../src/lib/describe";
import type { BoardEvent, Change } from "../../src/lib/protocol";
import { unsaidTo } from "../../src/lib/unsaid";
import { BoardLog } from "../../src/pages/board-log.svelte";

function event(seq: number, type: BoardEvent["type"], text: string | null = null): BoardEvent {
  const card = { text, label: null, source: null, rank: "a0", retired: false, merged_into: null };
  const changes = type === "card.created" ? [{ kind: "card", id: "one", before: null, after: card }] : [];
  return { seq, at: "", actor: "p", command_id: `c${seq}`, type, changes } as unknown as BoardEvent;
}

const SAID = { events: [event(1, "card.created", "Mine")], head: 1 };
const TAKEN = { events: [event(1, "card.created", null), event(2, "withdrawal.asked")], head: 2 };

afterEach(() => vi.restoreAllMocks());

test("W10 a log that holds words which were taken back is let go and read anew", async () => {
  const asked = vi.spyOn(api, "events").mockResolvedValueOnce(SAID).mockResolvedValueOnce(TAKEN);
  const log = new BoardLog("board");
  await log.catchUp();
  expect(log.stateAt(1)?.card.get("one")?.text).toBe("Mine");

  log.receive([event(2, "withdrawal.asked")]);

  expect(log.events).toEqual([]);
  await vi.waitFor(() => {
    expect(log.head).toBe(2);
  });
  expect(asked).toHaveBeenLastCalledWith("board", 0);
  expect(JSON.stringify(log.events)).not.toContain("Mine");
});

test("W10 what was on its way here when words were taken back is not shown", async () => {
  let answer = (_page: EventsPage): void => undefined;
  const late = new Promise<EventsPage>((done) => (answer = done));
  vi.spyOn(api, "events").mockReturnValueOnce(late).mockResolvedValueOnce(TAKEN);
  const log = new BoardLog("board");
  void log.catchUp();
  log.receive([event(2, "withdrawal.asked")]);
  answer(SAID);

  await vi.waitFor(() => {
    expect(log.head).toBe(2);
  });
  expect(JSON.stringify(log.events)).not.toContain("Mine");
});

const COMMENT = {
  on_kind: "board",
  on_id: "b",
  reply_to: null,
  comment_kind: "decision",
  author: "cr1",
  written_by: null,
  at: "",
  edited: false,
  taken_back: false,
  hidden: false,
};

function talk(seq: number, type: BoardEvent["type"], before: object | null, after: object): BoardEvent {
  const changes = [{ kind: "comment", id: "words", before, after }] as unknown as readonly Change[];
  return { ...event(seq, type), changes };
}

const SPOKEN = [
  talk(1, "comment.added", null, { ...COMMENT, text: "First words" }),
  talk(2, "comment.edited", { text: "First words", edited: false }, { text: "Other words", edited: true }),
  talk(3, "comment.hidden", { hidden: false }, { hidden: true }),
  talk(4, "comment.shown", { hidden: true }, { hidden: false }),
  talk(5, "comment.hidden", { hidden: false }, { hidden: true }),
];

async function loaded(events: readonly BoardEvent[]): Promise<BoardLog> {
  vi.spyOn(api, "events").mockResolvedValueOnce({ events, head: events.length });
  const log = new BoardLog("board");
  await log.catchUp();
  return log;
}

/** Everything that the log tells: events, sentences, marks, and the board at every moment. */
function told(log: BoardLog): string {
  const moments = log.events.map(({ seq }) => [...(log.stateAt(seq)?.comment.values() ?? [])]);
  const sentences = log.events.map((one) => plainSentence(log.sentence(one, [])));
  return JSON.stringify([log.events, sentences, log.standOut, moments]);
}

test("T25 hidden words are told at no moment but to facilitators and who said them", async () => {
  const log = await loaded(SPOKEN);
  const { comment } = log.stateAt(5) ?? { comment: new Map() };
  expect(told(log)).toContain("First words");
  for (const [me, leads] of [
    ["cr1", false],
    ["guide", true],
  ] as const) {
    log.leaveOut(unsaidTo(comment, me, leads));
    expect(told(log)).toContain("Other words");
  }

  log.leaveOut(unsaidTo(comment, "cr2", false));

  expect(told(log)).not.toContain("First words");
  expect(told(log)).not.toContain("Other words");
  expect([1, 4, 5].map((seq) => log.stateAt(seq)?.comment.get("words")?.hidden)).toEqual([true, true, true]);
  log.receive([talk(6, "comment.shown", { hidden: true }, { hidden: false })]);
  log.leaveOut(new Map());
  expect(told(log)).toContain("First words");
  expect(log.stateAt(1)?.comment.get("words")?.hidden).toBe(false);
});

test("T25 words that were taken back are told to nobody, in a moment that comes before the log neither", async () => {
  const back = talk(
    3,
    "comment.withdrawn",
    { text: "Other words", taken_back: false },
    {
      text: null,
      taken_back: true,
    },
  );
  const log = await loaded([...SPOKEN.slice(0, 2), back]);
  log.leaveOut(unsaidTo(log.stateAt(3)?.comment ?? new Map(), "cr1", true));
  expect(told(log)).not.toMatch(/First words|Other words/);
  expect(log.stateAt(1)?.comment.get("words")?.taken_back).toBe(true);

  const [added] = SPOKEN as [BoardEvent];
  const comment = { words: { ...COMMENT, text: "First words" } };
  vi.spyOn(api, "events").mockResolvedValueOnce({ events: [added], head: 3 });
  const state = Object.fromEntries(Object.keys(log.stateAt(0) ?? {}).map((kind) => [kind, {}]));
  vi.spyOn(api, "state").mockResolvedValueOnce({
    board_id: "b",
    seq: 1,
    state: { ...state, comment } as never,
  });
  const early = new BoardLog("board");
  early.leaveOut(new Map([["words", "taken_back"]]));
  early.glimpse(1);
  await early.glimpsed;
  expect(early.eventAt(1)?.seq).toBe(1);
  expect(JSON.stringify([early.eventAt(1), [...(early.stateAt(1)?.comment.values() ?? [])]])).not.toContain(
    "First",
  );
});
