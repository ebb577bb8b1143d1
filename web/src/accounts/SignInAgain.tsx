import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Button } from "../elements/Button";
import { QuestionDialog } from "../elements/QuestionDialog";
import { useMessages } from "../messages/language";
import type { User } from "../service/AuthService";
import { ownerShown } from "../service/ServerPhase";
import { SignInForm } from "./SignInForm";
import { nameOf, useAuth, useSignIn, useStanding } from "./signIn";

/** Over whatever page it is, when the sign-in has ended by itself: what was typed there stays, and can be saved after it. */
export function SignInAgain() {
  const signIn = useSignIn();
  return signIn.kind === "ended" ? <SignInAgainDialog user={signIn.user} /> : null;
}

function SignInAgainDialog({ user }: { user: User }) {
  const messages = useMessages();
  const auth = useAuth();
  const router = useRouter();
  const { status } = useStanding();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    },
    [before],
  );
  // As nobody one would look at another library there, which the words on this page are not for.
  const shared = ownerShown(status, null) === ownerShown(status, user.id);
  const leave = () => {
    auth.goOnAsNobody();
    if (!shared) {
      void router.navigate({ to: "/sign-in" });
    }
  };
  return (
    <QuestionDialog
      title={messages.accounts.endedTitle}
      text={messages.accounts.endedText(nameOf(user))}
      form={<SignInForm name={user.username} wrong={messages.accounts.endedWrong} />}
      // It has to be answered: what is written as nobody, is written by nobody.
      onCancel={() => undefined}
    >
      <Button look="quiet" onClick={leave} className="w-full">
        {shared ? messages.accounts.goOn : messages.accounts.goOnFailed}
      </Button>
    </QuestionDialog>
  );
}
