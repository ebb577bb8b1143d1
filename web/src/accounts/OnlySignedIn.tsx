import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ButtonLink } from "../elements/links";
import { Page } from "../elements/Page";
import { Waiting } from "../elements/Waiting";
import { useMessages } from "../messages/language";
import type { User } from "../service/AuthService";
import { NoAccountsHere } from "./NoAccountsHere";
import { returnPath } from "./returnPath";
import { useSignIn, useStanding } from "./signIn";

export interface OnlySignedInProps {
  title: string;
  admin?: boolean;
  children(user: User): ReactNode;
}

/** A page for who is signed in. While a sign-in has ended, the page stays as it is behind the question. */
export function OnlySignedIn({ title, admin = false, children }: OnlySignedInProps) {
  const messages = useMessages();
  const signIn = useSignIn();
  const { status } = useStanding();
  const here = useLocation({ select: (location) => location.href });
  if (signIn.kind === "starting") {
    return <Waiting />;
  }
  if (signIn.kind === "nobody") {
    if (!status?.sign_in_offered) {
      return <NoAccountsHere title={title} />;
    }
    return (
      <Page title={title} narrow>
        <p className="mt-4 text-muted">{messages.accounts.signInFirst}</p>
        <ButtonLink to="/sign-in" search={{ to: returnPath(here) }} className="mt-6">
          {messages.accounts.signIn}
        </ButtonLink>
      </Page>
    );
  }
  if (admin && signIn.user.role !== "admin") {
    return (
      <Page title={title} narrow>
        <p className="mt-4 text-muted">{messages.accounts.adminsOnly}</p>
        <ButtonLink to="/" className="mt-6">
          {messages.accounts.toLibrary}
        </ButtonLink>
      </Page>
    );
  }
  return children(signIn.user);
}
