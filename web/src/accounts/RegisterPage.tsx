import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../elements/Button";
import { TextLink } from "../elements/links";
import { Notice } from "../elements/Notice";
import { Page } from "../elements/Page";
import { TextField } from "../elements/TextField";
import { Waiting } from "../elements/Waiting";
import { useMessages } from "../messages/language";
import { accountProblems } from "./accountProblems";
import { codeOfLink, forgetCode } from "./codeInAddress";
import { NoAccountsHere } from "./NoAccountsHere";
import { type NewPerson, nobodyYet, PersonFields, requestOf } from "./PersonFields";
import { useReturn } from "./SignInPage";
import { useAuth, useSignIn, useStanding, useUser } from "./signIn";

/** Makes an account, as far as the server lets people do so, and signs in with it. */
export default function RegisterPage() {
  const messages = useMessages();
  const { status } = useStanding();
  const user = useUser();
  const starting = useSignIn().kind === "starting";
  const { to } = useSearch({ from: "/register" });
  const goBack = useReturn();
  const [linked] = useState(codeOfLink);
  const signedIn = user !== null;
  useEffect(() => {
    if (signedIn) {
      goBack(to);
    }
  });
  if (!status || starting) {
    return <Waiting />;
  }
  if (!status.sign_in_offered) {
    return <NoAccountsHere title={messages.accounts.register} />;
  }
  const closed = status.registration === "closed" && linked === null;
  return (
    <Page title={closed ? messages.accounts.closedTitle : messages.accounts.register} narrow>
      <p className="mt-3 text-muted text-pretty">
        {closed
          ? messages.accounts.closedText
          : linked !== null
            ? messages.accounts.invited
            : status.registration === "invitation"
              ? messages.accounts.invitationText
              : messages.accounts.registerText}
      </p>
      {!closed && <RegistrationForm linked={linked} codeNeeded={status.registration !== "open"} />}
      <p className="mt-8 border-t border-line pt-5 text-sm">
        {messages.accounts.haveAccount}{" "}
        <TextLink to="/sign-in" search={to === undefined ? {} : { to }}>
          {messages.accounts.signIn}
        </TextLink>
      </p>
    </Page>
  );
}

function RegistrationForm({ linked, codeNeeded }: { linked: string | null; codeNeeded: boolean }) {
  const messages = useMessages();
  const auth = useAuth();
  const [person, setPerson] = useState<NewPerson>(nobodyYet);
  const [code, setCode] = useState(linked ?? "");
  const withCode = codeNeeded || linked !== null;
  const registration = useMutation({
    mutationFn: async () => {
      const request = { ...requestOf(person), code: code.trim() || null };
      const made = await auth.register(request);
      forgetCode();
      return auth.login(made.username, request.password);
    },
  });
  const fields = [
    "username",
    "email",
    "display_name",
    "password",
    ...(withCode ? ["code" as const] : []),
  ] as const;
  const problems = accountProblems(registration.error, fields, messages);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!registration.isPending) {
      registration.mutate();
    }
  };
  return (
    <form onSubmit={onSubmit} className="mt-6 space-y-4">
      {withCode && (
        <TextField
          label={messages.accounts.code}
          help={messages.accounts.codeHelp}
          problem={problems.of("code")}
          value={code}
          onChange={(value) => {
            registration.reset();
            setCode(value);
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
          required={codeNeeded}
        />
      )}
      <PersonFields
        person={person}
        problems={problems}
        onChange={(value) => {
          registration.reset();
          setPerson(value);
        }}
      />
      {problems.general && <Notice>{problems.general}</Notice>}
      <Button look="primary" type="submit" disabled={registration.isPending} className="min-h-11 w-full">
        {registration.isPending ? messages.accounts.registering : messages.accounts.register}
      </Button>
    </form>
  );
}
