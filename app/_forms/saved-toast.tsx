"use client";

import { useEffect } from "react";
import { useToast } from "@/app/_ui/toast";

/** Place it in a form: shows a toast each time the form is saved. */
export function SavedToast({ state, text }: { state: { done?: unknown }; text: string }) {
  const toast = useToast();
  useEffect(() => {
    if (state.done !== undefined) toast({ title: text, tone: "success" });
  }, [state, text, toast]);
  return null;
}
