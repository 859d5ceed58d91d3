import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "../src/env.js";

const env = (variables: Record<string, string> = {}) =>
  readEnv({ DATABASE_URL: "postgresql://localhost/unused", ...variables });

describe("ACCESS", () => {
  it.each([
    ["nothing is set", {}, "single"],
    ["it is empty", { ACCESS: "" }, "single"],
    ["the address is this machine's own", { HOST: "127.0.0.1" }, "single"],
    ["the address is this machine's own, in IPv6", { HOST: "::1" }, "single"],
    ["it is asked for on another address", { HOST: "0.0.0.0", ACCESS: "single" }, "single"],
    ["the address is every network's", { HOST: "0.0.0.0" }, "accounts"],
    ["the address is the network's", { HOST: "192.168.1.2" }, "accounts"],
    ["the address begins like this machine's own", { HOST: "127.evil.example" }, "accounts"],
    ["a proxy stands in front, under another name", { PUBLIC_URL: "https://todo.example.org" }, "accounts"],
    ["a proxy stands in front", { TRUST_PROXY: "loopback" }, "accounts"],
    ["it is asked for on this machine", { ACCESS: "accounts" }, "accounts"],
  ])("when %s, is as it should be", (_when, variables, access) => {
    expect(env(variables).ACCESS).toBe(access);
  });
});

it.each([
  [{ ACCESS: "open" }, /^ACCESS /],
  [{ GUESTS: "yes" }, /^GUESTS /],
  [{ SIGNUP: "no" }, /^SIGNUP /],
  [{ AUTH_SECRET: "short" }, /^AUTH_SECRET must have at least 32 characters/],
  [{ SMTP_URL: "mail.example.org" }, /^SMTP_URL must be a URL such as/],
  [{ SMTP_URL: "smtp://mail.example.org" }, /^PUBLIC_URL is not set/],
])("refuses %j, by name", (variables, message) => {
  expect(() => env(variables)).toThrow(EnvError);
  expect(() => env(variables)).toThrow(message);
});
