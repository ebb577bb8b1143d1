import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../elements/Button";
import { Notice } from "../elements/Notice";
import { Card } from "../elements/Page";
import { PasswordField } from "../elements/PasswordField";
import { QuestionDialog } from "../elements/QuestionDialog";
import { useMessages } from "../messages/language";
import { ServiceFailure } from "../service/ServiceFailure";
import { accountProblems } from "./accountProblems";
import { useAccounts, useAuth } from "./signIn";

/** Closes one's own account; the photos stay. */
export function GiveUpAccount() {
  const messages = useMessages();
  const auth = useAuth();
  const accounts = useAccounts();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const end = useMutation({
    mutationFn: async () => {
      await accounts.giveUpOwn(password);
      auth.forget();
    },
  });
  const lastAdmin = end.error instanceof ServiceFailure && end.error.status === 409;
  const problems = accountProblems(lastAdmin ? null : end.error, ["current_password"], messages);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!end.isPending) {
      end.mutate();
    }
  };
  const close = () => {
    end.reset();
    setPassword("");
    setAsking(false);
  };
  return (
    <Card title={messages.account.giveUp} text={messages.account.giveUpText}>
      <Button look="danger" onClick={() => setAsking(true)}>
        {messages.account.giveUp}
      </Button>
      {asking && (
        <QuestionDialog
          title={messages.account.giveUpTitle}
          text={messages.account.giveUpConfirm}
          onCancel={close}
          form={
            <form id={id} onSubmit={onSubmit} className="mt-4 space-y-4">
              <PasswordField
                label={messages.accounts.password}
                problem={problems.of("current_password")}
                value={password}
                onChange={(value) => {
                  end.reset();
                  setPassword(value);
                }}
                autoComplete="current-password"
                required
              />
              {lastAdmin && <Notice>{messages.accounts.problems.lastAdmin}</Notice>}
              {problems.general && <Notice>{problems.general}</Notice>}
            </form>
          }
        >
          <Button look="quiet" onClick={close}>
            {messages.common.cancel}
          </Button>
          <Button look="danger" type="submit" form={id} disabled={end.isPending}>
            {messages.account.giveUp}
          </Button>
        </QuestionDialog>
      )}
    </Card>
  );
}
