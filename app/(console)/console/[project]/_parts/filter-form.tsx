"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import type { ChangeEvent, ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { TextLink } from "@/app/_ui/text-link";
import { useText } from "../../../_text/use-text";
import { type SeveralChoice, SeveralSelect } from "./several-select";

export interface FilterChoice {
  name: string;
  label: string;
  /** The label of the option that doesn't filter. */
  any: string;
  /** Labels by value. */
  options: Record<string, string>;
  value?: string;
}

/** A list's search and filters. They are in the URL, so that a list can be shared. A choice applies immediately. */
export function FilterForm({
  path,
  search,
  several = [],
  choices = [],
  more,
}: {
  path: string;
  search?: { label: string; placeholder: string; value?: string };
  /** Filters with several choices. */
  several?: SeveralChoice[];
  choices?: FilterChoice[];
  /** Further fields, and their values in one text. */
  more?: { value: string; children: ReactNode };
}) {
  const t = useText();
  const isFiltered =
    Boolean(search?.value || more?.value) ||
    choices.some(({ value }) => value) ||
    several.some(({ values }) => values.length > 0);
  const state = JSON.stringify([
    search?.value,
    several.map(({ values }) => values),
    choices.map(({ value }) => value),
    more?.value,
  ]);
  const submit = (event: ChangeEvent<HTMLSelectElement>) => event.currentTarget.form?.requestSubmit();
  return (
    <Form key={state} action={path as Route} scroll={false} className="flex flex-wrap items-center gap-2">
      {search && (
        <div className="min-w-0 flex-[1_1_16rem]">
          <Input
            type="search"
            name="q"
            aria-label={search.label}
            placeholder={search.placeholder}
            defaultValue={search.value}
            icon={<Search />}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      )}
      {several.map((choice) => (
        <SeveralSelect key={choice.name} choice={choice} apply={t("lists.apply")} />
      ))}
      {choices.map(({ name, label, any, options, value }) => (
        <Select
          key={name}
          name={name}
          aria-label={label}
          options={options}
          defaultValue={value ?? ""}
          onChange={submit}
          className="flex-[1_1_8rem] sm:flex-none"
        >
          <option value="">{any}</option>
        </Select>
      ))}
      {more?.children}
      <span className="hidden noscript:inline">
        <Button type="submit">{t("lists.apply")}</Button>
      </span>
      {isFiltered && (
        <TextLink href={path} className="px-1 text-sm">
          {t("lists.clear")}
        </TextLink>
      )}
    </Form>
  );
}
