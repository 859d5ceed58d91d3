import { Icon } from "../ui/icons.js";

export const RepeatIcon = () => (
  <Icon>
    <path d="M4 9.5a4 4 0 0 1 4-4h7m-2.5-2.5L15 5.5 12.5 8M16 10.5a4 4 0 0 1-4 4H5m2.5 2.5L5 14.5 7.5 12" />
  </Icon>
);

export const NotesIcon = () => (
  <Icon>
    <path d="M4.5 5.5h11M4.5 10h11M4.5 14.5h6" />
  </Icon>
);
