import type { ReactNode } from "react";
import { Logo } from "@/app/_ui/logo";

/** The layout of every sign-in page. */
export function SignInFrame({
  title,
  intro,
  children,
}: {
  title: string;
  intro: string;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm content-start gap-6 px-6 pt-[max(3rem,18dvh)] pb-12">
      <Logo />
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <p className="break-words text-muted text-sm">{intro}</p>
      </div>
      {children}
    </main>
  );
}
