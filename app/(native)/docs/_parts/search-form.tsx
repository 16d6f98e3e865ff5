import { Search } from "lucide-react";
import Form from "next/form";
import { Input } from "@/app/_ui/input";

/** Searches all pages. Works without JavaScript. */
export function SearchForm({ query, className }: { query?: string; className?: string }) {
  return (
    <Form action="/docs/search" role="search" className={className}>
      <Input
        type="search"
        name="q"
        aria-label="Search the documentation"
        placeholder="Search"
        defaultValue={query}
        maxLength={100}
        required
        icon={<Search aria-hidden />}
      />
    </Form>
  );
}
