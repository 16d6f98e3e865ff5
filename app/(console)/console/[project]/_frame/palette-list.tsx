"use client";

import { CornerDownLeft } from "lucide-react";
import { Fragment, type KeyboardEvent, useId, useState } from "react";
import { classes } from "@/app/_ui/classes";
import { useText } from "../../../_text/use-text";
import { useResponse } from "../_parts/use-response";
import { type FoundRecord, type PaletteInput, type PaletteOption, paletteOptions } from "./palette-options";

/** Shorter texts are parts of too many addresses. */
const shortestQuery = 3;

/** A search field above a list of options (ARIA combobox). Arrow keys move, Enter selects. */
export function PaletteList({
  input,
  onSelect,
}: {
  input: PaletteInput;
  onSelect: (to: PaletteOption["to"]) => void;
}) {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState("");
  // Remembered by its key, because options move when records are found.
  const [chosen, setChosen] = useState<string>();
  const query = typed.trim();
  const isAsked = query.length >= shortestQuery;
  const { data, isCurrent } = useResponse<FoundRecord[]>(
    isAsked ? `/console/${input.project}/find?q=${encodeURIComponent(query)}` : null,
  );
  const options = paletteOptions(typed, (isAsked && isCurrent && data) || [], input, t);
  const active = Math.max(
    0,
    options.findIndex((option) => keyOf(option) === chosen),
  );

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setChosen(keyOf(options[(active + step + options.length) % options.length]!));
    }
    const option = options[active];
    if (event.key === "Enter" && option) onSelect(option.to);
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={t("frame.searchLabel")}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t("frame.searchHint")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(undefined);
        }}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
        className="h-13 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("frame.searchLabel")}
        className="max-h-80 overflow-y-auto p-1.5 text-sm"
      >
        {options.map(({ group, label, detail, to }, i) => (
          <Fragment key={keyOf({ group, label, to })}>
            {group !== options[i - 1]?.group && (
              <p role="presentation" className="px-2.5 pt-2 pb-1 text-muted text-xs">
                {group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant). */}
            <div
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              ref={i === active ? intoView : undefined}
              onPointerMove={() => setChosen(keyOf({ group, label, to }))}
              onClick={() => onSelect(to)}
              className={classes(
                "flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 pointer-coarse:min-h-11",
                i === active && "bg-subtle",
              )}
            >
              <span className="min-w-0 flex-1 truncate">{label}</span>
              {detail && <span className="shrink-0 text-muted text-xs">{detail}</span>}
              {i === active && <CornerDownLeft aria-hidden className="size-3.5 text-muted" />}
            </div>
          </Fragment>
        ))}
      </div>
      <p role="status" className="border-t px-4 py-2 text-muted text-xs">
        {!isCurrent
          ? t("frame.searching")
          : isAsked && !data
            ? t("frame.failed")
            : t("frame.optionCount", { count: options.length })}
      </p>
    </>
  );
}

/** Two options can lead to the same page, such as “Try it” and starting a verification. */
function keyOf({ group, label, to }: PaletteOption): string {
  return `${group} ${label} ${to}`;
}

function intoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
