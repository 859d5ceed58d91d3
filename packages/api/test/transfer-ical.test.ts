import { describe, expect, it } from "vitest";
import { useTransfer } from "./transferring.js";

const { preview } = useTransfer();

describe("what a VTODO says that has no place here is told, by line and name", () => {
  const told = async (lines: string) => {
    const file = `BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Dinner\n${lines}\nEND:VTODO\nEND:VCALENDAR\n`;
    const { todos, notKept } = await preview("ical", file);
    expect(todos).toBe(1);
    return notKept.map(({ line, code, detail = "" }) => `${line} ${code} ${detail}`.trim());
  };

  it.each([
    ["LOCATION:Café\\, upstairs", "property LOCATION: Café, upstairs"],
    ["URL:https://example.org/a", "property URL: https://example.org/a"],
    ["PERCENT-COMPLETE:40", "property PERCENT-COMPLETE: 40"],
    ["PERCENT-COMPLETE:100", "property PERCENT-COMPLETE: 100"],
    ["DUE:20260301T190030Z", "property DUE: 2026-03-01T19:00:30Z"],
    ["DUE:20260301T190000Z\nDTSTART:20260301T180000Z", "property DTSTART: 2026-03-01T18:00:00Z"],
    ["DTSTART;VALUE=DATE:20260301", "property DTSTART: 2026-03-01"],
    ["DURATION:PT1H", "property DURATION: PT1H"],
    ["GEO:52.5;13.4", "property GEO: [52.5,13.4]"],
    ["COMMENT:One", "property COMMENT: One"],
    ["ATTENDEE;CN=Ben:mailto:ben@example.org", "property ATTENDEE: mailto:ben@example.org"],
    ["CLASS:PRIVATE", "property CLASS: PRIVATE"],
    ["STATUS:IN-PROCESS", "property STATUS: IN-PROCESS"],
    ["SUMMARY:Supper", "property SUMMARY: Supper"],
    ["RELATED-TO;RELTYPE=SIBLING:other", "property RELATED-TO: other"],
    ["COLOUR-OF-MY-OWN:blue", "property COLOUR-OF-MY-OWN: blue"],
    ["PRIORITY:12", "priority 12"],
    ["EXDATE:20260301T190000Z", "repetition EXDATE, RDATE"],
    ["RRULE:FREQ=FORTNIGHTLY", "repetition FREQ=FORTNIGHTLY"],
    ["RRULE;X-A=b:FREQ=FORT\n NIGHTLY", "repetition FREQ=FORTNIGHTLY"],
    ["RRULE:FREQ=DAILY;INTERVAL=often", "repetition FREQ=DAILY;INTERVAL=often"],
    ["RRULE:FREQ=DAILY;UNTIL=when it ends", "repetition FREQ=DAILY;UNTIL=when it ends"],
    ["RRULE:FREQ=DAILY;PARTS", "repetition FREQ=DAILY;PARTS"],
    ["BEGIN:VLOCATION\nNAME:Café\nEND:VLOCATION", "noTodo VLOCATION"],
  ])("%s", async (lines, problem) => {
    expect(await told(lines)).toEqual([`2 ${problem}`]);
  });

  it("but a rule that the library does not take is kept if we can, and when it is due in any case", async () => {
    const todo = (rule: string) => `BEGIN:VTODO\nSUMMARY:a\nDTSTART:20990105T090000Z\n${rule}\nEND:VTODO\n`;
    const rules = todo("RRULE:freq=monthly;byday=01mo") + todo("RRULE:freq=weekly") + todo("RRULE:weekly");
    const file = `BEGIN:VCALENDAR\n${rules}END:VCALENDAR\n`;
    const { first, notKept } = await preview("ical", file);
    expect(first.map(({ due, repeats }) => `${due} ${repeats}`)).toEqual([
      ...["2099-01-05T09:00[UTC] true", "2099-01-05T09:00[UTC] true", "2099-01-05T09:00[UTC] false"],
    ]);
    expect(notKept.map(({ line, code }) => `${line} ${code}`)).toEqual(["12 repetition"]);
  });

  it.each([
    ["what programs keep for themselves", "DTSTAMP:20260101T000000Z\nCREATED:20260101T000000Z\nSEQUENCE:3"],
    ["what a client has of its own", "LAST-MODIFIED:20260101T000000Z\nX-APPLE-SORT-ORDER:12"],
    [
      "what is known anyway",
      "STATUS:COMPLETED\nCOMPLETED:20260101T000000Z\nPERCENT-COMPLETE:100\nCLASS:PUBLIC",
    ],
    ["what has nothing in it", "LOCATION:\nPERCENT-COMPLETE:0\nPRIORITY:0"],
    ["a beginning that is the end", "DTSTART;VALUE=DATE:20260301\nDUE;VALUE=DATE:20260301"],
    ["a beginning of what repeats", "DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=DAILY"],
  ])("but not %s", async (_what, lines) => {
    expect(await told(lines)).toEqual([]);
  });
});
