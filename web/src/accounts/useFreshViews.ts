import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { keys } from "../service/library";
import { isShared } from "../service/ServerPhase";
import { useStanding, useUser } from "./signIn";

/**
 * Drops what is kept whenever it may be another one's: when the server goes to another phase, refuses a write because of
 * that, or another person signs in. What stands on the page is only asked for again while all have the same library, so
 * that an open editor keeps its words; it is taken away where the library is another one.
 */
export function useFreshViews(): void {
  const queries = useQueryClient();
  const { status, changes } = useStanding();
  const user = useUser()?.id ?? null;
  const shared = isShared(status);
  const before = useRef({ changes, user, shared });
  useEffect(() => {
    const last = before.current;
    before.current = { changes, user, shared };
    if (user !== last.user && last.user !== null) {
      void queries.resetQueries({ queryKey: keys.own });
    }
    const another = changes !== last.changes || (user !== last.user && !(shared && last.shared));
    if (!another) {
      return;
    }
    if (shared && last.shared) {
      queries.removeQueries({ type: "inactive" });
      void queries.invalidateQueries();
    } else {
      void queries.resetQueries();
    }
  }, [queries, changes, user, shared]);
}
