import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMessages } from "../messages/language";
import { NoAccountsHere } from "./NoAccountsHere";
import { returnPath } from "./returnPath";
import { SignInView } from "./SignInView";
import { useStanding, useUser } from "./signIn";

/** Sends who has just signed in back to where they were. */
export function useReturn(): (to: string | undefined) => void {
  const router = useRouter();
  return (to) => router.history.replace(returnPath(to));
}

export default function SignInPage() {
  const messages = useMessages();
  const { status } = useStanding();
  const user = useUser();
  const { to } = useSearch({ from: "/sign-in" });
  const goBack = useReturn();
  const signedIn = user !== null;
  useEffect(() => {
    if (signedIn) {
      goBack(to);
    }
  });
  return status && !status.sign_in_offered ? (
    <NoAccountsHere title={messages.accounts.signIn} />
  ) : (
    <SignInView to={to} />
  );
}
