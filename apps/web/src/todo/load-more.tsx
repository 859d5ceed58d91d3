import { useEffect, useEffectEvent, useRef } from "react";

interface LoadMoreProps {
  /** How many todos are not drawn. */
  readonly hidden: number;
  readonly onMore: () => void;
}

/** Shows more as soon as it comes near the visible part of the page, or when it is pressed. */
export function LoadMore({ hidden, onMore }: LoadMoreProps) {
  const sentinel = useRef<HTMLLIElement>(null);
  const comesNear = useEffectEvent(onMore);

  // Observed anew after every render: if it is still in view then, still more is wanted.
  useEffect(() => {
    const { current } = sentinel;
    if (!current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) comesNear();
      },
      { rootMargin: "400px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  });

  return (
    <li className="todos-more" role="presentation" ref={sentinel}>
      <button type="button" className="button" onClick={onMore}>
        Show more{hidden > 0 && ` (${hidden.toLocaleString("en")})`}
      </button>
    </li>
  );
}
