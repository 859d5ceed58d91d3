import fc from "fast-check";

/** Words that mean something in one format or another, and what other texts have in them. */
const WORDS = [
  ...["@bob", "+now", "@", "+", "x", "X", "(A)", "2026-01-01", "due:2026-01-01", "pri:B", "id:1", "p:2"],
  ...[
    "rec:1d",
    "note:a%20b",
    "t:1",
    "https://example.org/a%20b?c=d:e",
    "mailto:a@example.org",
    "100%",
    "%20",
  ],
  ...[
    "=1+1",
    "=cmd|' /C calc'!A0",
    "-1",
    "'",
    "''=",
    "'quoted'",
    '"quoted"',
    '"',
    ",",
    ";",
    "a,b",
    "\\n",
    "\\",
    "a;b",
  ],
  ...["BEGIN:VTODO", "END:VTODO", "TYPE", "#tag", "_", "a_b", "\u2060", "\u2060_", "¶", "→", "␍", "{", "]}"],
  ...["<script>alert(1)</script>", "äöü", "漢字", "🧑‍🌾", "\u202Eabc", "a\u00ADb", "word", "another"],
];
/** No CR LF: within a field of CSV that becomes LF. */
const BETWEEN = [
  " ",
  " ",
  " ",
  "  ",
  "   ",
  "\n",
  "\n\n",
  "\t",
  " \n",
  "\u00A0",
  "\u3000",
  "\u2028",
  "\u000B",
  "\r",
];

/** Texts that a format could take for something else. */
export const awkwardText = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...BETWEEN)), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join("").trim());

/** One word that a label can have for its name. */
export const awkwardLabel = fc
  .constantFrom(...WORDS)
  .map((word) => word.replace(/[#,\s]/gu, "").normalize())
  .filter((word) => word !== "");
