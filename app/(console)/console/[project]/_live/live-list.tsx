"use client";

import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { useText } from "../../../_text/use-text";
import type { LiveUpdate, RowState } from "./live-update";
import { useEventSource } from "./use-event-source";

const States = createContext<LiveUpdate["states"]>({});

const nothing: LiveUpdate = { newer: 0, states: {} };

/**
 * Keeps a list up to date while somebody looks at it. States of rows change in place. New rows wait behind a button, so that
 * nothing moves under a pointer; at the top of an unfiltered list that nobody is busy with, they appear by themselves.
 */
export function LiveList({
  href,
  most,
  isFiltered,
  children,
}: {
  /** The stream. Changes with the rows shown. */
  href: string;
  /** How many new rows are counted. */
  most: number;
  isFiltered: boolean;
  children: ReactNode;
}) {
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState({ href, update: nothing });
  const [isLoading, startLoading] = useTransition();
  const router = useRouter();
  useEventSource<LiveUpdate>(href, (update) => setTold({ href, update }));
  // What was told of the rows before a reload is outdated.
  const { newer, states } = told.href === href ? told.update : nothing;

  useEffect(() => {
    if (newer > 0 && !isFiltered && isUntouched(list.current!)) startLoading(() => router.refresh());
  }, [newer, isFiltered, router]);

  function show() {
    startLoading(() => router.refresh());
    list.current!.scrollIntoView({ block: "start" });
  }

  return (
    <States value={states}>
      <div ref={list} className="scroll-mt-18 lg:scroll-mt-4">
        {/* Above the header of the table, below open filters. */}
        <div className="sticky top-[calc(var(--table-top,0px)+0.5rem)] z-15 flex h-0 justify-center max-md:top-[calc(var(--table-top,0px)+2.25rem)] max-md:[&>button]:-translate-y-8">
          <span role="status" className="sr-only">
            {newer > 0 && t("lists.announceNew")}
          </span>
          {newer > 0 && (
            <Button
              size="sm"
              variant="primary"
              onClick={show}
              disabled={isLoading}
              className="motion-safe:animate-appear"
            >
              <ArrowUp aria-hidden />
              {newer > most ? t("lists.showMore", { most }) : t("lists.showNew", { count: newer })}
            </Button>
          )}
        </div>
        {children}
      </div>
    </States>
  );
}

/** A row's state as it was told last, or else as the page was rendered. */
export function useRowState(id: string): RowState | undefined {
  return useContext(States)[id];
}

/** Whether rows can move without anybody noticing: at the top, with nothing pointed at, focused, selected or open. */
function isUntouched(list: HTMLElement): boolean {
  return (
    window.scrollY === 0 &&
    !list.matches(":hover, :focus-within") &&
    (getSelection()?.isCollapsed ?? true) &&
    document.querySelector("[role=dialog], [role=alertdialog], [role=menu], details[open]") === null
  );
}
