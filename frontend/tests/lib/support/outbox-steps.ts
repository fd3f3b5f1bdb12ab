/** What may happen to the pages of one browser, its disk and its lines, one step after another. */
import fc from "./chance";
import { wanted, type Wanted } from "./commands";

export type PageStep =
  | { readonly do: "submit"; readonly page: number; readonly wanted: Wanted }
  | { readonly do: "kill" | "cut" | "start" | "read" | "deliver" | "repeat" | "busy"; readonly page: number };
export type Step = PageStep | { readonly do: "open" | "disk" } | { readonly do: "pass"; readonly ms: number };

const page = fc.nat(3);
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant("submit" as const), page, wanted }) },
    { weight: 10, arbitrary: fc.record({ do: fc.constant("disk" as const) }) },
    {
      weight: 12,
      arbitrary: fc.record({ do: fc.constantFrom("start", "read", "deliver"), page }) as fc.Arbitrary<Step>,
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom("kill", "cut", "repeat", "busy"),
        page,
      }) as fc.Arbitrary<Step>,
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("open" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.nat(15_000) }) },
  ),
  { minLength: 20, maxLength: 120 },
);

const on = (what: Exclude<PageStep["do"], "submit">, page = 0): Step => ({ do: what, page });
const asks = (type: Wanted["type"], page = 0, b = 0, text = ""): Step => ({
  do: "submit",
  page,
  wanted: { type, id: "aaaaaaaa", a: 0, b, text },
});
const pass = (ms: number): Step => ({ do: "pass", ms });
const DISK: Step = { do: "disk" };
const OPEN: Step = { do: "open" };

/**
 * Runs that failed once, each with what was wrong then; they are played before all others. fast-check prints such a list of
 * steps, made as short as it can, as its counterexample.
 */
export const FAILED_ONCE: readonly [Step[]][] = [
  // A device that was given up as too slow wrote a change down after all. It had been refused meanwhile, and the next
  // page found it waiting and did it.
  [
    [
      pass(2_000),
      on("start"),
      on("read"),
      on("deliver"),
      on("start"),
      DISK,
      asks("theme.move", 0, 29),
      on("start"),
      on("start"),
      on("repeat"),
      asks("placement.mark"),
      OPEN,
      DISK,
      DISK,
      pass(10_378),
      on("start"),
      pass(4_622),
      asks("card.create"),
      DISK,
      on("start"),
      asks("placement.remove"),
      asks("card.create", 0, 0, "!"),
      DISK,
    ],
  ],
  // A page that was open before another one made its first change did not take it over when that one ended.
  [[OPEN, DISK, DISK, DISK, DISK, DISK, DISK, asks("card.create", 1), DISK, DISK]],
];
