import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Toast, ToastButton } from "../elements/Toast";
import { useMessages } from "../messages/language";
import type { PhaseName } from "../service/ServerPhase";
import { useSignIn, useStanding } from "./signIn";

type Told = { readonly kind: "phase"; readonly phase: PhaseName } | { readonly kind: "signed-out" };

const SHOWN_MILLISECONDS = 20_000;

/** Says what happened to the server or to the sign-in while the page was open. */
export function News() {
  const messages = useMessages();
  const { status } = useStanding();
  const signIn = useSignIn();
  const [told, setTold] = useState<Told | null>(null);
  const known = useRef<number>(undefined);
  useEffect(() => {
    if (status && known.current !== undefined && known.current !== status.epoch) {
      setTold({ kind: "phase", phase: status.phase_name });
    }
    known.current = status?.epoch;
  }, [status]);
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
          {told.kind === "phase" ? messages.phases.changed[told.phase] : messages.accounts.signedOutElsewhere}
        </Toast>
      )}
    </div>,
    document.body,
  );
}
