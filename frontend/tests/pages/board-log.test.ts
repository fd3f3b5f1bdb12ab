import { afterEach, expect, test, vi } from "vitest";
import { api, type EventsPage } from "../../src/lib/api";
import type { BoardEvent } from "../../src/lib/protocol";
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
