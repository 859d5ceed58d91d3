import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { Editor } from "../src/editor.js";

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number } };
}

test("in an editor, go-to-definition on trpc.todo.create in the page opens the router", async () => {
  const editor = await Editor.open(CHECKOUT);
  const text = 'import { trpc } from "./trpc.js";\nexport const create = trpc.todo.create';
  const file = join(CHECKOUT, "apps/web/src/probe.ts");
  const found = await editor.ask<Location | Location[]>(file, text, "definition");
  editor.close();

  const [definition] = Array.isArray(found) ? found : [found];
  const router = join(CHECKOUT, "packages/api/src/todo/router.ts");
  expect(definition?.uri).toBe(pathToFileURL(router).href);
  const line = readFileSync(router, "utf8").split("\n")[definition?.range.start.line ?? -1];
  expect(line).toContain("create: askedProcedure");
});
