import { SearchX } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";
import { getText } from "../../_text/get-text";

export default async function ConsoleNotFound() {
  const t = await getText();
  return (
    <EmptyState level="h1" icon={<SearchX aria-hidden />} title={t("frame.notFound")}>
      {t("frame.notFoundText")}
    </EmptyState>
  );
}
