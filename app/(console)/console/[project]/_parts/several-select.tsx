import { ChevronDown } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { classes } from "@/app/_ui/classes";
import { controlClasses } from "@/app/_ui/input";

export interface SeveralChoice {
  name: string;
  label: string;
  /** Labels by value. */
  options: Record<string, string>;
  values: readonly string[];
}

/** A filter with several choices: a button that opens checkboxes. Works without JavaScript. */
export function SeveralSelect({ choice, apply }: { choice: SeveralChoice; apply: string }) {
  const { label, values } = choice;
  return (
    <FilterDetails label={values.length > 0 ? `${label}: ${values.length}` : label}>
      <ChoiceBoxes choice={choice} isLabelled={false} />
      <Button type="submit" size="sm" variant="primary">
        {apply}
      </Button>
    </FilterDetails>
  );
}

/** What is opened by a button that looks like a select. Only one is open at a time. */
export function FilterDetails({
  label,
  wide,
  children,
}: {
  label: string;
  wide?: boolean;
  children: React.ReactNode;
}) {
  return (
    <details name="filter" className="group/filter relative flex-[1_1_8rem] sm:flex-none">
      <summary
        className={classes(
          controlClasses,
          "flex h-control cursor-pointer list-none items-center justify-between gap-3 [&::-webkit-details-marker]:hidden",
        )}
      >
        {label}
        <ChevronDown aria-hidden className="size-4 text-muted" />
      </summary>
      <div
        className={classes(
          "absolute start-0 z-20 mt-1 grid max-h-96 gap-4 overflow-y-auto rounded-md border bg-surface p-3",
          wide ? "w-[min(36rem,calc(100vw-2rem))] sm:start-auto sm:end-0" : "min-w-52",
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** The checkboxes of a choice. */
export function ChoiceBoxes({ choice, isLabelled = true }: { choice: SeveralChoice; isLabelled?: boolean }) {
  return (
    <fieldset className="grid content-start gap-2">
      <legend className={isLabelled ? "mb-2 font-medium text-sm" : "sr-only"}>{choice.label}</legend>
      {Object.entries(choice.options).map(([value, label]) => (
        <Checkbox
          key={value}
          name={choice.name}
          value={value}
          label={label}
          defaultChecked={choice.values.includes(value)}
        />
      ))}
    </fieldset>
  );
}
