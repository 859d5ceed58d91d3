import { type ComponentProps, useLayoutEffect } from "react";
import { navigate, useBrowserLocation, useSearch } from "wouter/use-browser-location";

// The page has no patterns and no nested routers: without wouter's own links, which know of those, it loads less.
export { navigate, useSearch };

/** The path of the address, and what leads to another. */
export const useLocation: () => [string, typeof navigate] = useBrowserLocation;

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
