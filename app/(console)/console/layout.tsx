import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PageTheme } from "@/app/_ui/page-theme";
import { themeCookie, themeFrom } from "@/app/_ui/theme";
import { ToastProvider } from "@/app/_ui/toast";

export const metadata: Metadata = { title: { default: "Console", template: "%s · Countersign" } };

/** The console's outer layout. It must not authorize: unlike pages, layouts don't render again on every navigation. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(themeCookie.name)?.value);
  return (
    <ToastProvider>
      <PageTheme theme={theme} />
      {children}
    </ToastProvider>
  );
}
