"use client";

import { type ComponentProps, lazy, Suspense, useEffect, useRef, useState } from "react";
import { Skeleton } from "../skeleton";

const Plot = lazy(() => import("./plot"));

/** A chart that is loaded and drawn once it is seen. */
export function LazyPlot(props: ComponentProps<typeof Plot>) {
  const box = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setIsSeen(true);
        observer.disconnect();
      },
      { rootMargin: "200px" },
    );
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const placeholder = <Skeleton className="h-full w-full rounded-lg" />;
  return (
    <div ref={box} className="h-64 min-w-0">
      {isSeen ? (
        <Suspense fallback={placeholder}>
          <Plot {...props} />
        </Suspense>
      ) : (
        placeholder
      )}
    </div>
  );
}
