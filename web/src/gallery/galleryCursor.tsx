import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** The photo that is being looked at, and where in the list it is. */
export interface GalleryCursor {
  readonly sequence: string;
  readonly section: string;
  readonly hothash: string;
}

interface CursorHolder {
  readonly cursor: GalleryCursor | null;
  move(cursor: GalleryCursor): void;
}

const CursorContext = createContext<CursorHolder | null>(null);

/** Lets the photo view tell the gallery behind it where it is, so that a person comes back to the right place. */
export function GalleryCursorProvider({ children }: { children: ReactNode }) {
  const [cursor, move] = useState<GalleryCursor | null>(null);
  const holder = useMemo(() => ({ cursor, move }), [cursor]);
  return <CursorContext value={holder}>{children}</CursorContext>;
}

export function useGalleryCursor(): CursorHolder {
  const holder = useContext(CursorContext);
  if (!holder) {
    throw new Error("GalleryCursorProvider is missing above this component");
  }
  return holder;
}
