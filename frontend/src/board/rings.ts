import type { Colour } from "../lib/model";

/** One of the people in a row of rings. */
export interface Shown {
  readonly key: string;
  readonly name: string;
  readonly colour: Colour;
  /** What is said of them under their name. */
  readonly told: string;
  /** Where it is told what they did. */
  readonly href?: string;
  /** In the study, and not here. */
  readonly away?: boolean;
}
