"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { classes } from "./classes";
import { useLabels } from "./labels";
import { chooseTheme, onTheme, type Theme } from "./theme";

const choices = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
] as const;

/** Switches between light, dark and the system's theme. The command palette can change it, too. */
export function ThemeSwitch({ theme, className }: { theme: Theme; className?: string }) {
  const labels = useLabels();
  const [chosen, setChosen] = useState(theme);
  const name = useId();
  useEffect(() => onTheme(setChosen), []);

  return (
    <fieldset className={classes("inline-flex gap-0.5 rounded-md border p-0.5 noscript:hidden", className)}>
      <legend className="sr-only">{labels.theme}</legend>
      {choices.map(({ value, icon: Icon }) => (
        <label
          key={value}
          title={labels.themes[value]}
          className="relative grid size-7 cursor-pointer place-items-center rounded-sm text-muted hover:text-foreground has-checked:bg-subtle has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-accent-text pointer-coarse:size-9"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            onChange={() => chooseTheme(value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          <Icon aria-hidden className="size-4" />
          <span className="sr-only">{labels.themes[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}
