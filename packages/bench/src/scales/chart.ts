import type { Spread } from "./results.js";

/** One bar, with a line from the least to the most. */
export interface Bar {
  readonly label: string;
  readonly spread: Spread;
  readonly digits: number;
  /** Whether it is ours. */
  readonly isOurs: boolean;
}

/** Bars on one scale of their own. */
export interface Group {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 760;
const LABELS = 220;
const BARS = 420;
const LINE = 20;

/** Horizontal bars as an SVG that follows the reader's light or dark. */
export function barChart(title: string, groups: readonly Group[]): string {
  let y = LINE * 1.5;
  const parts = groups.flatMap((group) => {
    y += LINE;
    const heading = text(8, y, group.title, "group");
    const most = Math.max(...group.bars.map(({ spread }) => spread.most));
    const bars = group.bars.map((bar) => {
      y += LINE;
      return drawn(bar, y, BARS / most);
    });
    return [heading, ...bars];
  });
  const height = y + LINE;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
${[text(8, LINE, title, "title"), ...parts].join("\n")}
</svg>
`;
}

function drawn({ label, spread, digits, isOurs }: Bar, y: number, scale: number): string {
  const end = LABELS + spread.median * scale;
  const [from, to] = [LABELS + spread.least * scale, LABELS + spread.most * scale];
  return [
    text(LABELS - 8, y, label, "label"),
    `<rect class="${isOurs ? "ours" : "other"}" x="${LABELS}" y="${y - 13}" width="${(end - LABELS).toFixed(1)}" height="15"/>`,
    `<path class="spread" d="M${from.toFixed(1)} ${y - 5.5}H${to.toFixed(1)}"/>`,
    text(Math.max(end, to) + 6, y, spread.median.toFixed(digits), "value"),
  ].join("");
}

const text = (x: number, y: number, content: string, kind: string) =>
  `<text class="${kind}" x="${x.toFixed(1)}" y="${y}">${escaped(content)}</text>`;

const escaped = (content: string) =>
  content.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}.title,.group{font-weight:600}.label{text-anchor:end}
.page{fill:#fff}.ours{fill:#0b6e99}.other{fill:#c4ccd4}.spread{stroke:#1f2328;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117}.ours{fill:#4fb3dc}.other{fill:#4a545e}.spread{stroke:#e6edf3}}`;
