import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { documentAt } from "../_parts/documents";
import { Markdown } from "../_parts/markdown";

type Props = PageProps<"/docs/[...slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const document = await find(params);
  return { title: document?.title, description: document?.summary };
}

/** One Markdown file of the repository, with its headings beside it. */
export default async function DocumentPage({ params }: Props) {
  await connection();
  const document = (await find(params)) ?? notFound();
  const sections = [...document.headings.values()].filter(({ depth }) => depth === 2);
  return (
    <div className="grid gap-x-12 xl:grid-cols-[minmax(0,46rem)_14rem] print:block">
      <article className="grid min-w-0 content-start gap-4">
        <h1 className="font-semibold text-2xl tracking-tight">{document.title}</h1>
        <Markdown document={document} />
      </article>
      {sections.length > 1 && (
        <nav
          aria-labelledby="on-this-page"
          className="sticky top-8 hidden max-h-[calc(100dvh-4rem)] self-start overflow-y-auto text-sm xl:block print:hidden"
        >
          <h2 id="on-this-page" className="font-medium text-muted text-xs">
            On this page
          </h2>
          <ul className="mt-2 grid gap-0.5 border-s">
            {sections.map(({ id, text }) => (
              <li key={id}>
                <a href={`#${id}`} className="block rounded-sm py-1 ps-3 text-muted hover:text-foreground">
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

const find = async (params: Props["params"]) => documentAt(`/docs/${(await params).slug.join("/")}`);
