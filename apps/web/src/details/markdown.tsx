import Library, { type MarkdownToJSX } from "markdown-to-jsx/react";
import type { ReactNode } from "react";
import { detailsWords } from "../words/details-words.js";
import "./markdown.css";

/** Where a link in notes may lead. Everything else stays a text. */
const SCHEMES = ["http:", "https:", "mailto:"];

const OPTIONS = {
  // What looks like HTML is shown as it was written.
  disableParsingRawHTML: true,
  forceBlock: true,
  forceWrapper: true,
  wrapper: "div",
  sanitizer: safeAddress,
  overrides: {
    a: NotesLink,
    img: Picture,
    input: Task,
    // In the place that notes have on the page, and without the ids that they would take from it.
    ...{ h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading },
    div: Block,
    section: Block,
    footer: Block,
    iframe: Nothing,
    style: Nothing,
    script: Nothing,
  },
} satisfies MarkdownToJSX.Options;

/** Notes as what their Markdown means: made of elements, not of HTML, so that nothing in them can do anything. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown" dir="auto">
      <Library options={OPTIONS}>{text}</Library>
    </div>
  );
}

/** An address that a link in notes may have; null for all others. */
export function safeAddress(address: string): string | null {
  try {
    const { protocol } = new URL(address);
    return SCHEMES.includes(protocol) ? address : null;
  } catch {
    // It has no scheme: it would lead somewhere on this page.
    return null;
  }
}

interface Given {
  readonly children?: ReactNode;
}

function NotesLink({ href, children }: Given & { href?: string }) {
  if (href === undefined || safeAddress(href) === null) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** A picture from elsewhere would tell its server who reads the notes, and when: it is only linked. */
function Picture({ src, alt = "" }: { src?: string; alt?: string }) {
  return (
    <NotesLink {...(src === undefined ? {} : { href: src })}>{detailsWords().notes.image(alt)}</NotesLink>
  );
}

function Task({ checked }: { checked?: boolean }) {
  return <span>{checked ? "☑" : "☐"}</span>;
}

function Heading({ children }: Given) {
  return <h4>{children}</h4>;
}

function Block({ children }: Given) {
  return <div>{children}</div>;
}

function Nothing() {
  return null;
}
