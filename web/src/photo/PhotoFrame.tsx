import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** The dark room over everything else, for while an open photo's page is not there yet. */
export function PhotoFrame({ children }: { children: ReactNode }) {
  return createPortal(<div className="fixed inset-0 z-40 bg-[#0b0c0d]">{children}</div>, document.body);
}
