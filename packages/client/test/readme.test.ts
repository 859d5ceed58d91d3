import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { makeConsumer, PACKAGE } from "./consumer.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
  return server.close;
});

/** The one block of a language. */
function blockOf(markdown: string, language: string): string {
  const blocks = [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  expect(blocks, `blocks of ${language}`).toHaveLength(1);
  return blocks[0]?.[1] ?? "";
}

it("the README's example compiles and does what it says", async () => {
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  const example = blockOf(readme, "ts");
  expect(example).toContain('"http://localhost:5000"');
  const consumer = await makeConsumer({
    "tsconfig.json": blockOf(readme, "json"),
    "errands.ts": example.replace("http://localhost:5000", server.url),
  });
  try {
    expect(await consumer.tsc()).toEqual({ code: 0, output: "" });
    expect(await consumer.node("dist/errands.js")).toEqual({
      code: 0,
      output: "[ 'Water the plants' ]\n[ { path: 'text', message: 'must not be empty' } ]\n",
    });
  } finally {
    await consumer.remove();
  }
});

it("the README's store follows the server", async () => {
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  const example = blockOf(readme, "typescript").replace("http://localhost:5000", server.url);
  const end =
    'store.subscribe(() => store.get().status === "live" && store.get().waiting.length === 0 && process.exit());';
  const consumer = await makeConsumer({
    "tsconfig.json": blockOf(readme, "json"),
    "follow.ts": `${example}\ndeclare const process: { exit(): void };\n${end}\n`,
  });
  try {
    expect(await consumer.tsc()).toEqual({ code: 0, output: "" });
    const { code, output } = await consumer.node("dist/follow.js");
    expect([code, output]).toEqual([0, expect.stringMatching(/'Feed the cat' \]\n$/)]);
  } finally {
    await consumer.remove();
  }
});
