"use client";

import { CircleUser, LogOut, UserRound } from "lucide-react";
import { startTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/app/_ui/menu";
import { useText } from "../../../_text/use-text";
import { signOut } from "./actions";

export function AccountMenu({ project, email }: { project: string; email: string }) {
  const t = useText();
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t("frame.accountOf", { email })}>
          <CircleUser aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuItem icon={<UserRound />} href={`/console/${project}/account`}>
        {t("frame.pages.profile")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => startTransition(() => signOut())}>
        {t("frame.signOut")}
      </MenuItem>
    </Menu>
  );
}
