import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { drawQr } from "../../src/pages/qr";

const RUN = /M(\d+) (\d+)h(\d+)v1h-(\d+)z/g;

describe("drawQr", () => {
  it("paints exactly the dark modules", () => {
    const link = "https://themeroom.test/j#0123456789abcdefghijklmnopqrstuv";
    const { size, path } = drawQr(link);
    const painted = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    for (const [, x, y, length] of path.matchAll(RUN))
      painted[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
    expect(painted).toEqual(encode(link, { ecc: "M", border: 3 }).data);
  });
});
