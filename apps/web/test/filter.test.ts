import { expect, it } from "vitest";
import { filterOfPath } from "../src/todo/filter.js";

it("an address stands for a filter, or for nothing", () => {
  expect(filterOfPath("/")).toBe("all");
  expect(filterOfPath("/active")).toBe("active");
  expect(filterOfPath("/completed/")).toBe("completed");
  expect(filterOfPath("/elsewhere")).toBeUndefined();
});
