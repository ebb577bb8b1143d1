import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useLibraryShown } from "../accounts/signIn";
import { explain } from "../elements/explain";
import { Toast, ToastButton } from "../elements/Toast";
import { useMessages } from "../messages/language";
import { keys, usePhotoService } from "../service/library";
import { refetchAfterTrashing } from "./refetchAfterTrashing";

const SHOWN_MILLISECONDS = 10_000;

const TrashContext = createContext<((hothash: string) => Promise<void>) | null>(null);

type Told = { hothash: string; state: "moved" } | { state: "restored" } | { state: "failed"; cause: unknown };

/** Moves photos to the trash, says so, and takes it back when asked within some seconds. */
export function TrashProvider({ children }: { children: ReactNode }) {
  const messages = useMessages();
  const service = usePhotoService();
  const queries = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const { generation } = useLibraryShown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was thrown away in one library is not taken back in another
  useEffect(() => setTold(null), [generation]);
  useEffect(() => {
    const timer = told && setTimeout(() => setTold(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer ?? undefined);
  }, [told]);

  const trash = useCallback(
    async (hothash: string) => {
      try {
        await service.moveToTrash(hothash);
        setTold({ hothash, state: "moved" });
        queries.removeQueries({ queryKey: keys.photo(hothash) });
        queries.removeQueries({ queryKey: keys.details(hothash) });
        await refetchAfterTrashing(queries);
      } catch (cause) {
        setTold({ state: "failed", cause });
      }
    },
    [service, queries],
  );
  const undo = async (hothash: string) => {
    try {
      await service.restore(hothash);
      setTold({ state: "restored" });
      await refetchAfterTrashing(queries);
    } catch (cause) {
      setTold({ state: "failed", cause });
    }
  };

  return (
    <TrashContext value={trash}>
      {children}
      {createPortal(
        <div
          role="status"
          className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex justify-center p-3 pb-16"
        >
          {told && (
            <Toast
              action={
                told.state === "moved" && (
                  <ToastButton onClick={() => void undo(told.hothash)}>{messages.trash.undo}</ToastButton>
                )
              }
            >
              {told.state === "failed" ? explain(told.cause, messages) : messages.trash[told.state]}
            </Toast>
          )}
        </div>,
        document.body,
      )}
    </TrashContext>
  );
}

export function useTrashing(): (hothash: string) => Promise<void> {
  const trash = useContext(TrashContext);
  if (!trash) {
    throw new Error("TrashProvider is missing above this component");
  }
  return trash;
}
