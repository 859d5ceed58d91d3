import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number } };
}

test("in an editor, go-to-definition on trpc.todo.create in the page opens the router", async () => {
  const server = spawn(process.execPath, [TSC, "--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  // The server asks what an editor has set; this one has nothing set.
  connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(CHECKOUT).href,
    capabilities: {},
  });
  await connection.sendNotification("initialized", {});

  const text = 'import { trpc } from "./trpc.js";\nexport const create = trpc.todo.create;\n';
  const uri = pathToFileURL(join(CHECKOUT, "apps/web/src/probe.ts")).href;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "typescript", version: 1, text },
  });
  const position = { line: 1, character: text.split("\n")[1]?.indexOf("create;") };
  const found: Location | Location[] = await connection.sendRequest("textDocument/definition", {
    textDocument: { uri },
    position,
  });
  connection.dispose();
  server.kill();

  const [definition] = Array.isArray(found) ? found : [found];
  const router = join(CHECKOUT, "packages/api/src/todo/router.ts");
  expect(definition?.uri).toBe(pathToFileURL(router).href);
  expect(readFileSync(router, "utf8").split("\n")[definition?.range.start.line ?? -1]).toContain(
    "create: userProcedure",
  );
});
