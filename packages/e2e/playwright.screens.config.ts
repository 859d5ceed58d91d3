import config from "./playwright.config.js";

/** Makes the screenshots in docs/screens anew: `pnpm --filter @codex/e2e screens`. */
export default {
  ...config,
  grep: /@screens/,
  reporter: "list",
  use: { ...config.use, keepScreens: true },
};
