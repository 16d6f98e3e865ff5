import { SearchX } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";

export default function ConsoleNotFound() {
  return (
    <EmptyState level="h1" icon={<SearchX aria-hidden />} title="Page not found">
      It may have been deleted, belong to another project, or require a role that you don’t have.
    </EmptyState>
  );
}
