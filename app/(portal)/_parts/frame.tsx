import type { ReactNode } from "react";
import { brand } from "@/app/_ui/brand";
import { DocumentLanguage } from "@/app/_ui/document-language";
import { directionOf, type Locale, translator } from "@/lib/i18n";
import { brandName, logoPath, type Project } from "@/lib/projects";
import { LanguageSwitch } from "./language-switch";

/** The layout of every portal page, in the project's branding. */
export function Frame({
  project,
  locale,
  query,
  title,
  children,
}: {
  project: Project | null;
  locale: Locale;
  /** What the page's URL needs in another language. Without it, the person can't switch. */
  query?: Readonly<Record<string, string>>;
  title: string;
  children: ReactNode;
}) {
  const branding = project?.settings.branding;
  const t = translator(locale, "portal");
  const dir = directionOf(locale);
  return (
    <div
      {...brand({ ...branding, radius: branding?.radiusPixels })}
      data-density="touch"
      lang={locale}
      dir={dir}
      className="flex min-h-dvh flex-col items-center bg-background px-5 py-8 text-foreground in-[[data-embedded]]:min-h-0 in-[[data-embedded]]:py-4 sm:justify-center sm:py-16"
    >
      <DocumentLanguage lang={locale} dir={dir} />
      <main className="w-full max-w-[26rem] sm:rounded-lg sm:border sm:bg-surface sm:p-8">
        {project && <ProjectMark project={project} />}
        <h1 className="mt-6 text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {children}
      </main>
      {branding?.supportEmail && (
        <p className="mt-6 text-muted text-sm">{t("support", { email: branding.supportEmail })}</p>
      )}
      {query && <LanguageSwitch locale={locale} query={query} label={t("language")} />}
    </div>
  );
}

/** The project's logo, or its initial, beside its name. */
function ProjectMark({ project }: { project: Project }) {
  const name = brandName(project);
  const logoUrl = logoPath(project) ?? project.settings.branding.logoUrl;
  return (
    <p className="flex items-center gap-2.5 font-medium text-sm">
      {logoUrl ? (
        // biome-ignore lint/performance/noImgElement: a small logo, perhaps on another host; the optimizer would have to fetch it.
        <img src={logoUrl} alt="" className="max-h-8 max-w-40" referrerPolicy="no-referrer" />
      ) : (
        <span
          aria-hidden
          className="grid size-8 place-items-center rounded-md bg-accent font-semibold text-accent-foreground"
        >
          {[...name][0]?.toUpperCase()}
        </span>
      )}
      <span>{name}</span>
    </p>
  );
}
