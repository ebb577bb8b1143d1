import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useShownLibrary } from "../accounts/signIn";
import { KeptWords } from "./KeptWords";

/** Something that a person wrote, and what it was to be. */
export interface Word {
  readonly label: string;
  readonly text: string;
}

const KeepContext = createContext<(words: readonly Word[]) => void>(() => undefined);

/**
 * Keeps what people were writing when their page came to show another library: it is not theirs to be saved there, but it
 * is theirs to have back.
 */
export function UnsavedWordsProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<readonly Word[]>([]);
  return (
    <KeepContext value={setWords}>
      {children}
      {words.length > 0 && <KeptWords words={words} onClose={() => setWords([])} />}
    </KeepContext>
  );
}

/** @param words what would be lost now; none when all is saved */
export function useUnsavedWords(words: readonly Word[]): void {
  const keep = useContext(KeepContext);
  const shown = useShownLibrary();
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  useEffect(() => {
    const born = shown.current().generation;
    return () => {
      if (shown.current().generation !== born && latest.current.length > 0) {
        keep(latest.current);
      }
    };
  }, [keep, shown]);
}
