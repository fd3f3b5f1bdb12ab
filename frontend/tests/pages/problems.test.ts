import { describe, expect, it } from "vitest";
import { ApiError } from "../../src/lib/api";
import { isGone, plainProblem } from "../../src/pages/problems";

const refused = (status: number, message: string) => new ApiError(status, "a_code", message, {});

describe("what went wrong on the way to the server", () => {
  it("is over for good only when the server says that it is not there", () => {
    expect(isGone(refused(404, "This link does not work any more."))).toBe(true);
    expect(isGone(refused(503, "The server cannot save just now."))).toBe(false);
    expect(isGone(new TypeError("Failed to fetch"))).toBe(false);
  });

  it("is said in the server's words, or in plain ones when it did not answer", () => {
    expect(plainProblem(refused(409, "Somebody has this name."))).toBe("Somebody has this name.");
    expect(plainProblem(new TypeError("Failed to fetch"))).toBe(
      "The server does not answer. Please try again in a moment.",
    );
  });
});
