import type { ReactNode } from "react";

/** The mark of Codex: a page with a tick, bound at the left. */
export function CodexMark() {
  return (
    <svg className="codex-mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <rect className="codex-mark-cover" width="32" height="32" rx="8" />
      <path className="codex-mark-page" d="M9 7.5h12a2.5 2.5 0 0 1 2.5 2.5v14.5h-12A2.5 2.5 0 0 1 9 22z" />
      <path className="codex-mark-line" d="M9 22a2.5 2.5 0 0 1 2.5-2.5h12" strokeWidth="1.6" />
      <path className="codex-mark-line" d="m12.7 13.4 2.5 2.5 4.6-5" strokeWidth="2.2" />
    </svg>
  );
}

export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const CrossIcon = () => (
  <Icon>
    <path d="m5.5 5.5 9 9m0-9-9 9" />
  </Icon>
);

export const ReturnIcon = () => (
  <Icon>
    <path d="M16 5v4a2.5 2.5 0 0 1-2.5 2.5H4.5m3.5-3.5-3.5 3.5 3.5 3.5" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.25" />
    <path d="M10 6.5v4.2M10 13.4v.1" />
  </Icon>
);

export const OfflineIcon = () => (
  <Icon>
    <path d="m3.5 3.5 13 13M6.5 15.5H5.6a3.4 3.4 0 0 1-.5-6.7A5 5 0 0 1 6.3 6.5M9 5.1a5 5 0 0 1 5.8 3.7 3.4 3.4 0 0 1 2.3 5.2" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="8.75" cy="8.75" r="5" />
    <path d="m12.5 12.5 4 4" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M3.5 6.5h6m4 0h3M3.5 13.5h3m4 0h6" />
    <circle cx="11.5" cy="6.5" r="2" />
    <circle cx="8.5" cy="13.5" r="2" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth="2.6" />
  </Icon>
);

export const ListsIcon = () => (
  <Icon>
    <path d="M4 5.5h12M4 10h12M4 14.5h8" />
  </Icon>
);

export const PageIcon = () => (
  <Icon>
    <path d="M5 3.5h10v13H5zM8 7.5h4M8 10.5h4" />
  </Icon>
);

export const MoveIcon = () => (
  <Icon>
    <path d="M4 10h11m-4-4.5 4.5 4.5-4.5 4.5" />
  </Icon>
);

/** A picture of twenty units square in the colour of the text, which says nothing to a screen reader. */
export function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
