"use client";

import { useState, useTransition } from "react";
import { formOf } from "@/app/_forms/form-of";
import { useStepUp } from "@/app/_forms/step-up";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { useText } from "../../../../../_text/use-text";
import { changeMember } from "../actions";

/** Changes a role immediately, and restores the old one if the change fails. */
export function RoleSelect({
  project,
  operator,
  email,
  role,
}: {
  project: string;
  operator: string;
  email: string;
  role: string;
}) {
  const t = useText();
  const toast = useToast();
  const stepUp = useStepUp();
  const [chosen, setChosen] = useState(role);
  const [isPending, startTransition] = useTransition();

  function change(next: string) {
    setChosen(next);
    startTransition(async () => {
      const error = await stepUp(() => changeMember(formOf({ project, operator, role: next })));
      if (error) setChosen(role);
      toast(error ? { title: error, tone: "danger" } : { title: t("team.changed"), tone: "success" });
    });
  }

  return (
    <Select
      aria-label={t("team.roleOf", { email })}
      value={chosen}
      disabled={isPending}
      onChange={(event) => change(event.target.value)}
      options={t.group("terms.roles")}
      className="w-32"
    />
  );
}
