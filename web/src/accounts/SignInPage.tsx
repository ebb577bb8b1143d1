import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Page } from "../elements/Page";
import { useMessages } from "../messages/language";
import { codeOfLink } from "./codeInAddress";
import { NoAccountsHere } from "./NoAccountsHere";
import { returnPath } from "./returnPath";
import { SignInForm } from "./SignInForm";
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
  const [name, setName] = useState("");
  const signedIn = user !== null;
  useEffect(() => {
    if (signedIn) {
      goBack(to);
    }
  });
  if (status && !status.sign_in_offered) {
    return <NoAccountsHere title={messages.accounts.signIn} />;
  }
  const mayRegister = status?.registration !== "closed" || codeOfLink() !== null;
  return (
    <Page title={messages.accounts.signIn} narrow>
      <SignInForm name={name} onName={setName} />
      <ul className="mt-8 space-y-3 border-t border-line pt-5 text-sm">
        <li>
          {messages.accounts.forgotten}{" "}
          <Link to="/reset" className="font-medium text-accent underline underline-offset-4">
            {messages.accounts.reset}
          </Link>
        </li>
        {mayRegister && (
          <li>
            {messages.accounts.noAccount}{" "}
            <Link
              to="/register"
              search={to === undefined ? {} : { to }}
              className="font-medium text-accent underline underline-offset-4"
            >
              {messages.accounts.register}
            </Link>
          </li>
        )}
      </ul>
    </Page>
  );
}
