import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

/** TypeScript's command, which is its language server too. */
export const TSC = join(
  dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin/tsc",
);

/** An editor that has a checkout open, with nothing set. */
export class Editor {
  private constructor(
    private readonly server: ChildProcess,
    private readonly connection: MessageConnection,
  ) {}

  /** @param checkout - a folder */
  static async open(checkout: string): Promise<Editor> {
    const server = spawn(process.execPath, [TSC, "--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    // The server asks what the editor has set.
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => null),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(checkout).href,
      capabilities: {},
    });
    await connection.sendNotification("initialized", {});
    return new Editor(server, connection);
  }

  /**
   * Opens a file with a text, whether or not there is one, and asks about its end.
   *
   * @param what - as the Language Server Protocol calls it, such as `definition`
   */
  async ask<Answer>(file: string, text: string, what: "definition" | "completion"): Promise<Answer> {
    const uri = pathToFileURL(file).href;
    const textDocument = { uri, languageId: "typescript", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    const lines = text.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return this.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position });
  }

  close(): void {
    this.connection.dispose();
    this.server.kill();
  }
}
