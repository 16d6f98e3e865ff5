"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Words that controls show by themselves. */
export interface Labels {
  /** For dates and numbers. */
  locale: string;
  cancel: string;
  close: string;
  copied: string;
  copy: string;
  copyNamed: (name: string) => string;
  dismiss: string;
  notification: string;
  notifications: string;
  theme: string;
  themes: Record<"system" | "light" | "dark", string>;
  typeToConfirm: (name: ReactNode) => ReactNode;
  undo: string;
  undoHelp: string;
}

const english: Labels = {
  locale: "en",
  cancel: "Cancel",
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  copyNamed: (name) => `Copy ${name}`,
  dismiss: "Dismiss",
  notification: "Notification",
  notifications: "Notifications (F8)",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  typeToConfirm: (name) => <>Type {name} to confirm</>,
  undo: "Undo",
  undoHelp: "To undo, press F8, then Tab until the button.",
};

/** English, unless a layout provides others. */
export const LabelsContext = createContext(english);

export function useLabels(): Labels {
  return useContext(LabelsContext);
}
