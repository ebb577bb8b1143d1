import { useEffect } from "react";
import { useAuth } from "../accounts/signIn";

const ASK_EVERY_MILLISECONDS = 10_000;

/** Finds out that the server shows something again without a sign-in; no stream of changes tells nobody. */
export function useOpening(closed: boolean): void {
  const { phase } = useAuth();
  useEffect(() => {
    if (!closed) {
      return;
    }
    const ask = () => {
      if (document.visibilityState === "visible") {
        void phase.ask();
      }
    };
    const timer = setInterval(ask, ASK_EVERY_MILLISECONDS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [phase, closed]);
}
