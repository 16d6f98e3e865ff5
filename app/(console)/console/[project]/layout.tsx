import type { Route } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { Logo } from "@/app/_ui/logo";
import { themeCookie, themeFrom } from "@/app/_ui/theme";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { toTypeId } from "@/lib/id";
import { myProjects, requireRole } from "../../_session/session";
import { ClientText } from "../../_text/client-text";
import { getText } from "../../_text/get-text";
import { StepUpProvider } from "../second-factor/_parts/step-up-provider";
import { AccountMenu } from "./_frame/account-menu";
import { ArchivedNotice } from "./_frame/archived-notice";
import { CommandPalette } from "./_frame/command-palette";
import { EnvironmentStripe } from "./_frame/environment-stripe";
import { MobileMenu } from "./_frame/mobile-menu";
import { NavigationList } from "./_frame/navigation-list";
import type { PaletteInput } from "./_frame/palette-options";
import { ProjectSwitcher } from "./_frame/project-switcher";
import { RememberProject } from "./_frame/remember-project";
import { SandboxNotice } from "./_frame/sandbox-notice";

/** The layout of a project's pages: navigation at the side, or at the top on narrow screens. */
export default async function ProjectLayout({ children, params }: LayoutProps<"/console/[project]">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, session, operator, may } = await requireRole(id, "read");
  const memberships = await myProjects();
  const theme = themeFrom((await cookies()).get(themeCookie.name)?.value);
  const mayTry = may("verifications.start");

  const choices = memberships
    .filter((one) => !one.project.archivedAt)
    .map(({ project: { name, environment, ...one } }) => ({
      id: toTypeId("prj", one.id),
      name,
      environment,
    }));
  const { name, environment } = project;
  const switcher = <ProjectSwitcher projects={choices} current={{ id, name, environment }} />;
  const personal = (
    <>
      <ThemeSwitch theme={theme} />
      <AccountMenu project={id} email={operator.email} />
    </>
  );

  const palette: PaletteInput = {
    project: id,
    projects: choices,
    mayTry,
    maySuppress: may("messages.retry"),
    mayWriteKeys: may("keys.write"),
    mayWriteTeam: may("team.write"),
  };
  return (
    <ClientText parts={["frame", "lists", "secondFactor", "terms", "webhooks.outcomes"]}>
      <StepUpProvider hasPasskey={session.hasPasskey} hasTotp={session.hasTotp}>
        <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
          <a
            href="#content"
            className="sr-only z-60 rounded-md bg-surface px-3 py-2 text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            {t("frame.skip")}
          </a>
          <RememberProject project={id} />
          <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-background px-2 lg:hidden">
            <MobileMenu project={id} mayTry={mayTry}>
              {personal}
            </MobileMenu>
            <div className="min-w-0 max-w-60 flex-1">{switcher}</div>
            <CommandPalette {...palette} compact />
          </header>
          <aside className="sticky top-0 hidden h-dvh flex-col gap-4 border-e px-3 py-4 lg:flex">
            <Link href={`/console/${id}` as Route} className="mx-2 w-fit rounded-sm">
              <Logo />
            </Link>
            <div className="grid gap-2">
              {switcher}
              <CommandPalette {...palette} />
            </div>
            <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
              <NavigationList project={id} mayTry={mayTry} />
            </div>
            <div className="flex items-center justify-between">{personal}</div>
          </aside>
          <div className="min-w-0">
            {environment !== "live" && (
              <EnvironmentStripe
                environment={environment}
                usesPaidProviders={project.settings.usePaidProviders}
              />
            )}
            <main
              id="content"
              className="mx-auto w-full min-w-0 max-w-6xl px-4 pt-6 pb-16 [--table-top:3.5rem] sm:px-8 lg:pt-8 lg:[--table-top:0px]"
            >
              {project.archivedAt && <ArchivedNotice project={id} />}
              <SandboxNotice project={id} projectId={project.id} />
              {children}
            </main>
          </div>
        </div>
      </StepUpProvider>
    </ClientText>
  );
}
