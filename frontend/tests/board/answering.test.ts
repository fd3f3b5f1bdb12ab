import { beforeEach, expect, test } from "vitest";
import { Answering } from "../../src/board/answering.svelte";
import type { BoardStore } from "../../src/lib/board-store.svelte";
import { ApiError } from "../../src/lib/http";
import { emptyState, type Round } from "../../src/lib/model";
import type { AnswersByRound, RoundRecord, Value } from "../../src/lib/rounds";
import { settleDown } from "../lib/support/clock";

const ROUND = { open: true, hidden_until_closed: true, method: "sense" } as unknown as Round;
const RECORD: RoundRecord = { id: "round001", round: ROUND };
const THEME = { kind: "theme", id: "theme001" } as const;

interface Asked {
  resolve(answer: { rounds: AnswersByRound }): void;
  reject(error: Error): void;
}

let asked: Asked[];
let answering: Answering;

beforeEach(() => {
  asked = [];
  const store = {
    boardId: "board001",
    you: { id: "person-me" },
    shown: { ...emptyState(), round: new Map([[RECORD.id, ROUND]]) },
    waitingCommands: [],
    submit: () => ({ commandId: "c", settled: Promise.resolve({ ok: true, events: [] }) }),
  };
  answering = new Answering(
    store as unknown as BoardStore,
    () => false,
    () =>
      new Promise((resolve, reject) => {
        asked.push({ resolve, reject });
      }),
  );
});

function told(...values: readonly Value[]): { rounds: AnswersByRound } {
  const own = values.map((value) => ({ on: THEME, value, reason: null }));
  return { rounds: { [RECORD.id]: { answered: 1, own } } };
}

function mine(): readonly Value[] {
  return answering.mine(RECORD).map(({ value }) => value);
}

test("an answer of the server that is late does not show what I answered before", async () => {
  void answering.cast(RECORD, THEME, "agree", null, "");
  await settleDown();
  void answering.cast(RECORD, THEME, "differ", null, "");
  await settleDown();
  asked[1]?.resolve(told("differ"));
  await settleDown();
  asked[0]?.resolve(told("agree"));
  await settleDown();
  expect(mine()).toEqual(["differ"]);
});

test("what I answered stays on the screen when it cannot be looked up", async () => {
  void answering.cast(RECORD, THEME, "agree", null, "");
  await settleDown();
  asked[0]?.reject(new ApiError(0, "unreachable", ""));
  await settleDown();
  expect(mine()).toEqual(["agree"]);
  void answering.look();
  asked[1]?.resolve(told("unsure"));
  await settleDown();
  expect(mine()).toEqual(["unsure"]);
});
