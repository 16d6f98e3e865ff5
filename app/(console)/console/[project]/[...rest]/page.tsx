import { notFound } from "next/navigation";

/** Shows the not-found page inside the project's layout for unknown paths. */
export default function UnknownPage() {
  notFound();
}
