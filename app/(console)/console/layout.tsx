import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DocumentLanguage } from "@/app/_ui/document-language";
import { PageTheme } from "@/app/_ui/page-theme";
import { themeCookie, themeFrom } from "@/app/_ui/theme";
import { ToastProvider } from "@/app/_ui/toast";
import { directionOf } from "@/lib/i18n";
import { ClientText } from "../_text/client-text";
import { ControlLabels } from "../_text/control-labels";
import { consoleLocale, getText } from "../_text/get-text";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getText();
  return { title: { default: t("frame.console"), template: "%s · Countersign" } };
}

/** The console's outer layout. It must not authorize: unlike pages, layouts don't render again on every navigation. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const locale = await consoleLocale();
  const theme = themeFrom((await cookies()).get(themeCookie.name)?.value);
  return (
    <ClientText parts={["controls"]}>
      <ControlLabels>
        <ToastProvider>
          <PageTheme theme={theme} />
          <DocumentLanguage lang={locale} dir={directionOf(locale)} />
          {children}
        </ToastProvider>
      </ControlLabels>
    </ClientText>
  );
}
