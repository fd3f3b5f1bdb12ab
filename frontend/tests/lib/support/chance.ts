import fc from "fast-check";

/** Tests are the same every time. For other runs: THEMEROOM_SEED=7 vitest run. */
fc.configureGlobal({ seed: Number(process.env["THEMEROOM_SEED"] ?? 20_260_312) });

export default fc;
