import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../elements/Button";
import { ButtonLink } from "../elements/links";
import { Notice } from "../elements/Notice";
import { Page } from "../elements/Page";
import { PasswordField } from "../elements/PasswordField";
import { TextField } from "../elements/TextField";
import { useMessages } from "../messages/language";
import { accountProblems } from "./accountProblems";
import { codeOfLink, forgetCode } from "./codeInAddress";
import { NoAccountsHere } from "./NoAccountsHere";
import { useAuth, useStanding } from "./signIn";

/** Chooses a new password with a code from who looks after the server. */
export default function ResetPage() {
  const messages = useMessages();
  const auth = useAuth();
  const { status } = useStanding();
  const [code, setCode] = useState(() => codeOfLink() ?? "");
  const [password, setPassword] = useState("");
  const reset = useMutation({
    mutationFn: () => auth.resetPassword(code.trim(), password),
    onSuccess: forgetCode,
  });
  const problems = accountProblems(reset.error, ["code", "password"], messages);
  if (status && !status.sign_in_offered) {
    return <NoAccountsHere title={messages.accounts.reset} />;
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!reset.isPending) {
      reset.mutate();
    }
  };
  return (
    <Page title={messages.accounts.reset} narrow>
      {reset.isSuccess ? (
        <div role="status">
          <p className="mt-4">{messages.accounts.resetDone}</p>
          <ButtonLink to="/sign-in" className="mt-6">
            {messages.accounts.signIn}
          </ButtonLink>
        </div>
      ) : (
        <>
          <p className="mt-3 text-muted text-pretty">{messages.accounts.resetText}</p>
          <form onSubmit={onSubmit} className="mt-6 space-y-4">
            <TextField
              label={messages.accounts.resetCode}
              problem={problems.of("code")}
              value={code}
              onChange={(value) => {
                reset.reset();
                setCode(value);
              }}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={100}
              required
            />
            <PasswordField
              label={messages.accounts.newPassword}
              help={messages.accounts.newPasswordHelp}
              problem={problems.of("password")}
              value={password}
              onChange={(value) => {
                reset.reset();
                setPassword(value);
              }}
              autoComplete="new-password"
              minLength={8}
              required
            />
            {problems.general && <Notice>{problems.general}</Notice>}
            <Button look="primary" type="submit" disabled={reset.isPending} className="min-h-11 w-full">
              {reset.isPending ? messages.accounts.saving : messages.accounts.reset}
            </Button>
          </form>
        </>
      )}
    </Page>
  );
}
