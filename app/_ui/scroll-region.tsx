"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Scrolls by keyboard too (WCAG 2.1.1): focusable, and named for it, while there is something to scroll and until the
 * browser can tell. Otherwise it is no landmark: what is in it has a name already.
 */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const region = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(true);

  useEffect(() => {
    const element = region.current!;
    const measure = () =>
      setScrolls(
        getComputedStyle(element).overflowX !== "visible" &&
          (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight),
      );
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={region}
      aria-label={scrolls ? label : undefined}
      tabIndex={scrolls ? 0 : undefined}
      className={className}
    >
      {children}
    </section>
  );
}
