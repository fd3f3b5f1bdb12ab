import { expect, test } from "vitest";
import { PollPresence } from "../../src/lib/poll-presence";

interface Body {
  readonly page: string;
  readonly turn: number;
  readonly presence: object;
}

function posting(): { posted: Body[]; answer: () => void; presence: PollPresence } {
  const posted: Body[] = [];
  const waiting: (() => void)[] = [];
  const presence = new PollPresence((body) => {
    posted.push(body as Body);
    return new Promise<void>((resolve) => waiting.push(resolve));
  });
  return { posted, answer: () => waiting.shift()?.(), presence };
}

const UP = { type: "presence", hand: 5 } as const;
const READY = { type: "presence", hand: 5, ready: true } as const;

test("of what is said while one is on its way only the last is sent", async () => {
  const { posted, answer, presence } = posting();
  const first = presence.say(UP);
  void presence.say({ type: "presence" });
  void presence.say(READY);
  answer();
  await Promise.resolve();
  await Promise.resolve();
  answer();
  await first;
  expect(posted.map(({ turn, presence: said }) => [turn, said])).toEqual([
    [1, UP],
    [2, READY],
  ]);
  expect(presence.query).toBe(`&page=${posted[0]?.page ?? ""}&turn=2`);
});

test("cards held and writing are not worth a request", async () => {
  const { posted, answer, presence } = posting();
  const said = presence.say(UP);
  answer();
  await said;
  await presence.say({ ...UP, writing: true, holding: { kind: "card", id: "card0001" } });
  expect(posted).toHaveLength(1);
});

test("what the server forgot is said again, and the people known go with the question", async () => {
  const { posted, answer, presence } = posting();
  const said = presence.say(UP);
  answer();
  await said;
  presence.heard("tag1");
  const again = presence.again();
  answer();
  await again;
  expect(posted.map(({ presence: one }) => one)).toEqual([UP, UP]);
  expect(presence.query).toBe(`&people=tag1&page=${posted[0]?.page ?? ""}&turn=2`);
});
