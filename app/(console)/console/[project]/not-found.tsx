import { SearchX } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";

export default function ConsoleNotFound() {
  return (
    <EmptyState level="h1" icon={<SearchX aria-hidden />} title="There is no such thing here">
      It may have been deleted, belong to another project, or need a role that you do not have.
    </EmptyState>
  );
}
