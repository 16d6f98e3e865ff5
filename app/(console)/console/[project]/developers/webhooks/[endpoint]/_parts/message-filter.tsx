"use client";

import type { Route } from "next";
import Form from "next/form";
import type { ChangeEvent } from "react";
import { Button } from "@/app/_ui/button";
import { Select } from "@/app/_ui/select";
import { outcomeLabels, text } from "../../text";

/** An endpoint's messages by type and outcome. A choice applies immediately. */
export function MessageFilter({
  path,
  type,
  outcome,
  types,
}: {
  path: string;
  type?: string;
  outcome?: string;
  types: string[];
}) {
  const submit = (event: ChangeEvent<HTMLSelectElement>) => event.currentTarget.form?.requestSubmit();
  return (
    <Form
      key={`${type} ${outcome}`}
      action={path as Route}
      scroll={false}
      className="flex flex-wrap items-center gap-2"
    >
      <Select
        name="type"
        aria-label={text.type}
        defaultValue={type ?? ""}
        onChange={submit}
        className="flex-[1_1_8rem] sm:flex-none"
      >
        <option value="">{text.anyType}</option>
        {types.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      <Select
        name="outcome"
        aria-label={text.outcome}
        defaultValue={outcome ?? ""}
        onChange={submit}
        className="flex-[1_1_8rem] sm:flex-none"
      >
        <option value="">{text.anyOutcome}</option>
        {Object.entries(outcomeLabels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <span className="hidden noscript:inline">
        <Button type="submit">{text.apply}</Button>
      </span>
    </Form>
  );
}
