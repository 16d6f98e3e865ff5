import { notFound } from "next/navigation";

/** Whatever else is asked for below a project: the page for nothing, in the project's frame. */
export default function NoSuchPage() {
  notFound();
}
