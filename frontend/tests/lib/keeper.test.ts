import { expect, test } from "vitest";
import { Keeper } from "../../src/lib/keeper.svelte";
import type { RefusedChange } from "../../src/lib/keeping";
import { FakeClock, settleDown } from "./support/clock";
import { FakeDevice } from "./support/device";
import { RENAME } from "./support/two-people";

function refusal(command_id: string): RefusedChange {
  return { message: { type: "submit", command_id, command: RENAME }, code: "stale", reason: "Too late." };
}

test("what is refused while a slow device is read stays on the screen, beside what it held", async () => {
  const device = new FakeDevice();
  const held = refusal("before-1");
  device.rows = [{ tab: "", message: held.message, refused: held }];
  const hooks = { kept: () => undefined, adopted: () => undefined };
  const keeper = new Keeper(
    { keeping: device.of("tab"), tabs: null, clock: new FakeClock(), tab: "tab" },
    hooks,
  );
  const opening = keeper.open();
  keeper.refuse(refusal("now-1"));
  for (let turn = 0; turn < 20; turn += 1) {
    device.work();
    await settleDown();
  }
  await opening;
  expect(keeper.refused.map(({ message }) => message.command_id)).toEqual(["before-1", "now-1"]);
});
