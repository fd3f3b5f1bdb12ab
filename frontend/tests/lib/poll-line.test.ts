import { expect, test, vi } from "vitest";
import { PollLine } from "../../src/lib/poll-line";

test("whoever has another role comes again, so that they are welcomed in it", async () => {
  const news = { events: [], tag: "t", said: true };
  const answers: Record<string, unknown>[] = [
    { type: "welcome", you: "me", role: "co_researcher", seq: 3 },
    { ...news, people: [{ id: "me", role: "co_researcher" }] },
    { ...news, people: [{ id: "me", role: "facilitator" }] },
  ];
  const get = vi.fn(() => Promise.resolve(answers.shift()));
  const heard: string[] = [];
  const ended = await new Promise<number>((resolve) => {
    const hooks = {
      opened: () => undefined,
      heard: (text: string) => heard.push((JSON.parse(text) as { type: string }).type),
      ended: resolve,
    };
    const line = new PollLine("board0001", hooks, { get, post: vi.fn() } as never);
    line.send(JSON.stringify({ type: "hello", protocol: 1, csrf: "", after: null }));
  });
  expect(ended).toBe(1001);
  expect(heard).toEqual(["welcome", "presence", "presence"]);
  expect(get).toHaveBeenCalledTimes(3);
});
