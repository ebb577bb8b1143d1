import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Toast, ToastButton } from "../elements/Toast";
import { useMessages } from "../messages/language";
import { newsOf, type PageView } from "./newsOf";
import { useLibraryShown, useSignIn, useStanding } from "./signIn";

type Told =
  | { readonly kind: "server"; readonly before: PageView; readonly now: PageView }
  | { readonly kind: "signed-out" };

const SHOWN_MILLISECONDS = 20_000;

/** Says what happened to the server or to the sign-in while the page was open. */
export function News() {
  const messages = useMessages();
  const { status } = useStanding();
  const signIn = useSignIn();
  const [told, setTold] = useState<Told | null>(null);
  const { owner } = useLibraryShown();
  const known = useRef<PageView & { readonly epoch: number }>(undefined);
  useEffect(() => {
    if (!status || owner === undefined) {
      return;
    }
    const before = known.current;
    const now = { phase: status.phase_name, owner };
    known.current = { ...now, epoch: status.epoch };
    if (before && before.epoch !== status.epoch) {
      setTold({ kind: "server", before, now });
    }
  }, [status, owner]);
  useEffect(() => {
    if (signIn.kind === "nobody" && signIn.elsewhere) {
      setTold({ kind: "signed-out" });
    }
  }, [signIn]);
  useEffect(() => {
    const timer = told && setTimeout(() => setTold(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer ?? undefined);
  }, [told]);
  return createPortal(
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex justify-center p-3 pb-16"
    >
      {told && (
        <Toast action={<ToastButton onClick={() => setTold(null)}>{messages.phases.close}</ToastButton>}>
          {told.kind === "server"
            ? newsOf(told.before, told.now, messages)
            : messages.accounts.signedOutElsewhere}
        </Toast>
      )}
    </div>,
    document.body,
  );
}
