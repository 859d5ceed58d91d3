import type { Page } from "@playwright/test";

const PUSH = "**/trpc/sync.push**";

/** From now on what is sent is answered as by a server that cannot. @returns what lets it through again */
export async function refusePushes(page: Page): Promise<() => Promise<void>> {
  const error = {
    message: "The server says no.",
    code: -32603,
    data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500 },
  };
  await page.route(PUSH, (route) => route.fulfill({ status: 500, json: { error } }));
  return () => page.unroute(PUSH);
}
