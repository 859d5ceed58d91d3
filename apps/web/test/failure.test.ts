import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  errorOf,
  isUnreachable,
  isWorthRetrying,
  plainOf,
  reasonOf,
  shouldRetry,
} from "../src/failure.js";

const answered = (code: string, message = code) =>
  TRPCClientError.from({ error: { message, code: -32_000, data: { code, httpStatus: 500 } } });
const unanswered = TRPCClientError.from(new TypeError("Failed to fetch"));

describe("a failure", () => {
  it("is tried again by itself only while the server or its database cannot be reached", () => {
    expect([unanswered, answered("SERVICE_UNAVAILABLE")].every(isUnreachable)).toBe(true);
    expect(
      [answered("NOT_FOUND"), answered("INTERNAL_SERVER_ERROR"), new Error("bug")].some(isUnreachable),
    ).toBe(false);
    expect(shouldRetry(2, unanswered)).toBe(true);
    expect(shouldRetry(3, unanswered)).toBe(false);
  });

  it("is offered to be tried again unless the answer would be the same", () => {
    expect(isWorthRetrying(unanswered)).toBe(true);
    expect(isWorthRetrying(answered("INTERNAL_SERVER_ERROR"))).toBe(true);
    expect(isWorthRetrying(answered("BAD_REQUEST"))).toBe(false);
  });

  it("is told in words", () => {
    expect(reasonOf(unanswered)).toBe("The server cannot be reached.");
    expect(reasonOf(answered("NOT_FOUND", "There is no such todo."))).toBe("There is no such todo.");
  });

  it("means the same to another tab that is told of it", () => {
    // As a stream's that breaks: it holds what belongs to this tab alone.
    const broken = TRPCClientError.from({ error: Object.assign(() => {}, { message: "", code: 0 }) });
    for (const error of [
      unanswered,
      broken,
      answered("UNAUTHORIZED", "Sign in."),
      answered("SERVICE_UNAVAILABLE"),
    ]) {
      const told = structuredClone(plainOf(error));
      const heard = told && errorOf(told);
      expect([codeOf(heard), reasonOf(heard)]).toEqual([codeOf(error), reasonOf(error)]);
    }
    expect(plainOf(undefined)).toBeUndefined();
  });
});
