import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import "./menu.css";

interface MenuProps {
  /** What the button that opens it is called. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly className?: string;
  readonly tabIndex?: number;
  readonly children: ReactNode;
}

/** Pixels between a menu and its button, and the edge of the page. */
const GAP = 4;

/** A button that opens a few choices; arrow keys go through them, Escape and a choice close it. */
export function Menu({ label, icon, className = "", tabIndex, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // Every row has a menu: its choices are only drawn while it is open.
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const { current } = panel;
    if (!current) return undefined;
    const onToggle = ({ newState }: ToggleEvent) => {
      flushSync(() => setOpen(newState === "open"));
      if (newState !== "open") return;
      place(current, button.current);
      current.querySelector<HTMLElement>("button")?.focus();
    };
    current.addEventListener("toggle", onToggle);
    return () => current.removeEventListener("toggle", onToggle);
  }, []);

  useEffect(() => {
    const { current } = panel;
    if (!isOpen || !current) return undefined;
    const follow = () => place(current, button.current);
    window.addEventListener("resize", follow);
    return () => window.removeEventListener("resize", follow);
  }, [isOpen]);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`icon-button ${className}`}
        aria-label={label}
        title={label}
        tabIndex={tabIndex}
        popoverTarget={id}
      >
        {icon}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons in it */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="menu"
        onClick={() => panel.current?.hidePopover()}
        onKeyDown={(event) => {
          event.stopPropagation();
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
          const at = items.findIndex((item) => item.matches(":focus"));
          items[(at + step + items.length) % items.length]?.focus();
        }}
      >
        {isOpen && children}
      </div>
    </>
  );
}

/**
 * Below its button, or above where there is more room, clear of the bar that the button is in. Set from here: a style
 * sheet cannot know the place.
 */
function place(panel: HTMLElement, button: HTMLElement | null): void {
  if (!button) return;
  const { right } = button.getBoundingClientRect();
  const bar = (button.closest(".bulk-bar") ?? button).getBoundingClientRect();
  panel.style.maxHeight = "";
  const { offsetWidth, offsetHeight } = panel;
  const left = Math.min(Math.max(8, right - offsetWidth), window.innerWidth - offsetWidth - 8);
  const below = window.innerHeight - bar.bottom - 2 * GAP;
  const above = bar.top - 2 * GAP;
  const isBelow = offsetHeight <= below || below >= above;
  const height = Math.min(offsetHeight, isBelow ? below : above);
  const top = isBelow ? bar.bottom + GAP : bar.top - GAP - height;
  panel.style.maxHeight = `${height}px`;
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
