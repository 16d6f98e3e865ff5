import { type Locale, languageName, locales } from "@/lib/i18n";

/** Links to the page in every language. Needs no JavaScript. The next message is in the page's language, too. */
export function LanguageSwitch({
  locale,
  query,
  label,
}: {
  locale: Locale;
  query: Readonly<Record<string, string>>;
  label: string;
}) {
  return (
    <details className="mt-6 w-full max-w-[26rem] text-sm">
      <summary className="mx-auto flex w-fit list-none items-center gap-2 rounded-md px-3 py-2 text-muted hover:text-foreground [&::-webkit-details-marker]:hidden">
        <Globe />
        <span className="sr-only">{label}: </span>
        {languageName(locale)}
      </summary>
      <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4">
        {locales.map((other) => (
          <li key={other} className="min-w-0">
            <a
              href={`?${new URLSearchParams({ ...query, locale: other })}`}
              hrefLang={other}
              lang={other}
              aria-current={other === locale ? "true" : undefined}
              className="block rounded-sm py-2 text-muted hover:text-foreground aria-[current]:font-medium aria-[current]:text-foreground"
            >
              <bdi>{languageName(other)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Drawn here, because icons of the library would add JavaScript to pages that have none. */
function Globe() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="size-4 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <circle cx="12" cy="12" r="9" />
      <path d="M3 12h18M12 3c4 5 4 13 0 18M12 3c-4 5-4 13 0 18" />
    </svg>
  );
}
