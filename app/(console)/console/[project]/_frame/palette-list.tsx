"use client";

import { CornerDownLeft } from "lucide-react";
import { Fragment, type KeyboardEvent, useId, useState } from "react";
import { classes } from "@/app/_ui/classes";
import { type PaletteInput, type PaletteOption, paletteOptions } from "./palette-options";
import { text } from "./text";
import { useRecords } from "./use-records";

/** A search field above a list of options (ARIA combobox). Arrow keys move, Enter selects. */
export function PaletteList({
  input,
  onSelect,
}: {
  input: PaletteInput;
  onSelect: (to: PaletteOption["to"]) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  // Remembered by where it leads, because options move when records are found.
  const [chosen, setChosen] = useState<string>();
  const { records, isLoading, isFailed } = useRecords(input.project, typed);
  const options = paletteOptions(typed, records, input);
  const active = Math.max(
    0,
    options.findIndex(({ to }) => to === chosen),
  );

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setChosen(options[(active + step + options.length) % options.length]!.to);
    }
    const option = options[active];
    if (event.key === "Enter" && option) onSelect(option.to);
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={text.searchLabel}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        placeholder={text.searchHint}
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
        aria-label={text.searchLabel}
        className="max-h-80 overflow-y-auto p-1.5 text-sm"
      >
        {options.map(({ group, label, detail, to }, i) => (
          <Fragment key={to}>
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
              onPointerMove={() => setChosen(to)}
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
        {isLoading ? text.searching : isFailed ? text.failed : text.optionCount(options.length)}
      </p>
    </>
  );
}

function intoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
