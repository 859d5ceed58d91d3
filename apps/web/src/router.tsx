import { type ComponentProps, useLayoutEffect } from "react";
import { navigate as go, usePathname, useSearch } from "wouter/use-browser-location";
import { doNow } from "./ui/after-paint.js";

// The page has no patterns and no nested routers: without wouter's own links, which know of those, it loads less.
export { usePathname, useSearch };

/** Leads to another address, after whatever was pressed before. */
export const navigate: typeof go = (to, options) => {
  doNow();
  go(to, options);
};

/** A link to another view of the page, which is drawn without loading anything anew. */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { readonly href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        // With these a browser opens another tab or window, or saves what is there.
        if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
        onClick?.(event);
        if (event.defaultPrevented) return;
        event.preventDefault();
        navigate(href);
      }}
    />
  );
}

/** Leads elsewhere as soon as it is drawn. */
export function Redirect({ to }: { readonly to: string }) {
  useLayoutEffect(() => navigate(to), [to]);
  return null;
}
