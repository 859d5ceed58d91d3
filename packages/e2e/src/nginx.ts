import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { portToKeep } from "./port.js";

const IMAGE = fileURLToPath(new URL("../../../apps/web/nginx/", import.meta.url));

/** The nginx of this machine, if it has one. */
export function findNginx(): string | undefined {
  const dirs = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return dirs.map((dir) => join(dir, "nginx")).find(existsSync);
}

/** Runs nginx on the frontend image's own configuration, before backends on this machine. */
export async function runNginx(binary: string, backendPorts: readonly number[], webDir: string) {
  const dir = mkdtempSync(join(tmpdir(), "codex-nginx-"));
  const port = await portToKeep();
  // Its workers would else be a user who cannot read a checkout in root's home.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const site = readFileSync(join(IMAGE, "site.conf.template"), "utf8")
    .replace(/^ *server \$\{BACKEND\}.*$/m, (line) =>
      backendPorts.map((port) => line.replace(/\$\{BACKEND\}/, `127.0.0.1:${port}`)).join("\n"),
    )
    .replaceAll(/\$\{(RESOLVE|RESOLVER|PUBLIC_URL)\}/g, "")
    .replace("listen 8080;", `listen 127.0.0.1:${port};`)
    .replace("access_log /var/log/nginx/access.log", `access_log ${dir}/access.log`)
    .replace("root /usr/share/nginx/html;", `root ${webDir};`);
  const types = ["/etc/nginx/mime.types", join(dir, "mime.types")].find(existsSync);
  const main = readFileSync(join(IMAGE, "nginx.conf"), "utf8")
    .replace("include /etc/nginx/mime.types;", types ? `include ${types};` : "")
    .replaceAll("/tmp/", `${dir}/`)
    .replace("/etc/nginx/conf.d/*.conf", join(dir, "site.conf"));
  writeFileSync(join(dir, "site.conf"), site);
  writeFileSync(join(dir, "nginx.conf"), `${user} daemon off;\n${main}`);
  const child = execa(binary, ["-p", dir, "-c", join(dir, "nginx.conf")], { all: true, reject: false });
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))) {
    if (ended) throw new Error(`nginx ended: ${(await child).all}`);
  }
  return {
    url: `http://localhost:${port}`,
    port,
    /** What it has logged. */
    logged: () => readFileSync(join(dir, "access.log"), "utf8"),
    stop: async () => {
      child.kill("SIGTERM");
      await child;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
