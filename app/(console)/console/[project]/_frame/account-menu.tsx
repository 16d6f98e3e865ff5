"use client";

import { CircleUser, LogOut, UserRound } from "lucide-react";
import { startTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/app/_ui/menu";
import { signOut } from "./actions";
import { words } from "./words";

export function AccountMenu({ project, email }: { project: string; email: string }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={words.accountOf(email)}>
          <CircleUser aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuItem icon={<UserRound />} href={`/console/${project}/account`}>
        {words.profile}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => startTransition(() => signOut())}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
