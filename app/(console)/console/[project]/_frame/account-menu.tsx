"use client";

import { CircleUser, LogOut, UserRound } from "lucide-react";
import { startTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/app/_ui/menu";
import { signOut } from "./actions";
import { text } from "./text";

export function AccountMenu({ project, email }: { project: string; email: string }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={text.accountOf(email)}>
          <CircleUser aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuItem icon={<UserRound />} href={`/console/${project}/account`}>
        {text.profile}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => startTransition(() => signOut())}>
        {text.signOut}
      </MenuItem>
    </Menu>
  );
}
