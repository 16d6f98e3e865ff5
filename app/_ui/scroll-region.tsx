"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Can be scrolled by keyboard (WCAG 2.1.1): focusable and labelled while its content overflows, and until that has been
 * measured. Without overflow it has no label, so that it isn't a second landmark for the same content.
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
