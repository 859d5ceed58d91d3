import config from "./playwright.config.js";

/** Makes the screenshots in docs/screens anew: `pnpm --filter @codex/e2e screens`. */
export default {
  ...config,
  testMatch: ["every-screen.spec.ts", "views.spec.ts"],
  workers: 1,
  use: { ...config.use, keepScreens: true },
};
