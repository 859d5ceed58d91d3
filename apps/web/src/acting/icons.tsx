import { Icon } from "../ui/icons.js";

export const TickIcon = () => (
  <Icon>
    <path d="m4.5 10.5 3.6 3.6 7.4-8" />
  </Icon>
);

export const LabelIcon = () => (
  <Icon>
    <path d="M3.5 4.5v5.2l7 7 6-6-7-7H4.5a1 1 0 0 0-1 1zM7 7.5v.1" />
  </Icon>
);

export const FlagIcon = () => (
  <Icon>
    <path d="M5 17V3.5m0 1h9.5l-2 3.5 2 3.5H5" />
  </Icon>
);

export const CalendarIcon = () => (
  <Icon>
    <path d="M4 5.5h12v11H4zM4 9h12M7.5 3.5v3m5-3v3" />
  </Icon>
);

export const BinIcon = () => (
  <Icon>
    <path d="M4 5.5h12m-7.5 0v-2h3v2m-6 0 .8 11h7.4l.8-11" />
  </Icon>
);
