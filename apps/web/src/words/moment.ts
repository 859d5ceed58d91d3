import { locale } from "./words.js";

/** A day as people here write it. @param moment - ISO 8601 */
export function day(moment: string): string {
  return new Date(moment).toLocaleDateString(locale(), { dateStyle: "medium" });
}

/** A day and time as people here write it. @param moment - ISO 8601 */
export function dayAndTime(moment: string): string {
  return new Date(moment).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
}
