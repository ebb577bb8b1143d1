import { useState } from "react";
import { TextLink } from "../elements/links";
import { Page } from "../elements/Page";
import { useMessages } from "../messages/language";
import { codeOfLink } from "./codeInAddress";
import { SignInForm } from "./SignInForm";
import { useStanding } from "./signIn";

/** Where one signs in, and what else there is for who cannot. */
export function SignInView({ to }: { to: string | undefined }) {
  const messages = useMessages();
  const { status } = useStanding();
  const [name, setName] = useState("");
  const mayRegister = status?.registration !== "closed" || codeOfLink() !== null;
  return (
    <Page title={messages.accounts.signIn} narrow>
      {status?.sign_in_required && (
        <p className="mt-3 text-muted text-pretty">{messages.accounts.signInRequired}</p>
      )}
      <SignInForm name={name} onName={setName} />
      <ul className="mt-8 space-y-3 border-t border-line pt-5 text-sm">
        <li>
          {messages.accounts.forgotten} <TextLink to="/reset">{messages.accounts.reset}</TextLink>
        </li>
        {mayRegister && (
          <li>
            {messages.accounts.noAccount}{" "}
            <TextLink to="/register" search={to === undefined ? {} : { to }}>
              {messages.accounts.register}
            </TextLink>
          </li>
        )}
      </ul>
    </Page>
  );
}
