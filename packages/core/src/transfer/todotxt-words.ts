/**
 * U+2060 WORD JOINER: neither a blank nor to be seen. What stands behind it in a line of todo.txt is meant as it stands,
 * so that other programs show the text as it is, and find no label in it that is none.
 */
const MARK = "\u2060";

/** What stands behind the mark for what a line cannot have, or not there. */
const SIGNS: Readonly<Record<string, string>> = { " ": "_", "\t": "→", "\n": "¶", "\r": "␍" };
const MEANT = new Map(Object.entries(SIGNS).map(([character, sign]) => [sign, character]));

/** A label or a project. */
export const TAG = /^([@+])(.+)$/su;

/** A pair that says something besides the text; of others, as in an address, nothing is known. */
export const PAIR = /^(due|rec|note|pri|id|p):([^\s/]\S*)$/u;

/** What says something only where a line begins. */
const BEGINNING = /^(?:x|\([A-Z]\)|\d{4}-\d\d-\d\d)$/;

/** A text so that none of its words is taken for anything else. */
export function textInLine(text: string): string {
  return marked(text, /[\t\n\r]|(?<= ) /g)
    .split(" ")
    .map((word, index) => {
      const isTaken = TAG.test(word) || PAIR.test(word) || (index === 0 && BEGINNING.test(word));
      return isTaken ? MARK + word : word;
    })
    .join(" ");
}

/** A name as one word. */
export function nameInLine(name: string): string {
  return marked(name, /[ \t\n\r]/g);
}

/** A word of a line as it is meant. */
export function meant(word: string): string {
  return word.replace(/\u2060(.?)/gsu, (_, sign: string) => MEANT.get(sign) ?? sign);
}

function marked(text: string, what: RegExp): string {
  return text
    .replaceAll(MARK, MARK + MARK)
    .replace(what, (character) => MARK + (SIGNS[character] ?? character));
}
