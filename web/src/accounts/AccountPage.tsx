import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../elements/Button";
import { Notice } from "../elements/Notice";
import { Card, Page } from "../elements/Page";
import { PasswordField } from "../elements/PasswordField";
import { TextField } from "../elements/TextField";
import { useMessages } from "../messages/language";
import type { User } from "../service/AuthService";
import { keys } from "../service/library";
import { accountProblems } from "./accountProblems";
import { GiveUpAccount } from "./GiveUpAccount";
import { OnlySignedIn } from "./OnlySignedIn";
import { SignInList } from "./SignInList";
import { useAccounts, useAuth } from "./signIn";

/** One's own account. */
export default function AccountPage() {
  const messages = useMessages();
  return (
    <OnlySignedIn title={messages.account.title}>
      {(user) => (
        <Page title={messages.account.title}>
          <Profile key={`profile ${user.id}`} user={user} />
          <Password key={`password ${user.id}`} user={user} />
          <SignInList />
          <GiveUpAccount />
        </Page>
      )}
    </OnlySignedIn>
  );
}

function Profile({ user }: { user: User }) {
  const messages = useMessages();
  const auth = useAuth();
  const accounts = useAccounts();
  const [displayName, setDisplayName] = useState(user.display_name ?? "");
  const [email, setEmail] = useState(user.email);
  const [password, setPassword] = useState("");
  const newEmail = email.trim() !== user.email;
  const saving = useMutation({
    mutationFn: () =>
      accounts.updateOwn({
        display_name: displayName.trim(),
        ...(newEmail && { email: email.trim(), current_password: password }),
      }),
    onSuccess: (saved) => {
      auth.keepUser(saved);
      setPassword("");
    },
  });
  const problems = accountProblems(
    saving.error,
    newEmail ? ["display_name", "email", "current_password"] : ["display_name", "email"],
    messages,
  );
  const changed = newEmail || displayName.trim() !== (user.display_name ?? "");
  const typed = typingAfter(saving);
  return (
    <Card title={messages.account.profile} text={messages.account.profileText(user.username)}>
      <SavingForm
        saving={saving}
        ready={changed}
        action={messages.accounts.save}
        problem={problems.general}
        saved={saving.isSuccess && !changed && messages.accounts.saved}
      >
        <TextField
          label={messages.accounts.displayName}
          problem={problems.of("display_name")}
          value={displayName}
          onChange={typed(setDisplayName)}
          autoComplete="name"
          maxLength={100}
        />
        <TextField
          label={messages.accounts.email}
          help={messages.account.emailPassword}
          problem={problems.of("email")}
          value={email}
          onChange={typed(setEmail)}
          type="email"
          autoComplete="email"
          maxLength={255}
          required
        />
        {newEmail && (
          <PasswordField
            label={messages.accounts.presentPassword}
            problem={problems.of("current_password")}
            value={password}
            onChange={typed(setPassword)}
            autoComplete="current-password"
            required
          />
        )}
      </SavingForm>
    </Card>
  );
}

function Password({ user }: { user: User }) {
  const messages = useMessages();
  const auth = useAuth();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const saving = useMutation({
    mutationFn: () => accounts.changePassword(current, next),
    onSuccess: (answer) => {
      auth.keep(answer);
      setCurrent("");
      setNext("");
      // All the others have ended.
      void queries.invalidateQueries({ queryKey: keys.signIns });
    },
  });
  const problems = accountProblems(saving.error, ["current_password", "password"], messages);
  const typed = typingAfter(saving);
  return (
    <Card title={messages.account.passwordTitle} text={messages.account.passwordText}>
      <SavingForm
        saving={saving}
        action={messages.account.change}
        problem={problems.general}
        saved={saving.isSuccess && current === "" && messages.account.passwordChanged}
      >
        {/* For the browser's keeper of passwords. */}
        <input type="text" autoComplete="username" value={user.username} readOnly hidden />
        <PasswordField
          label={messages.accounts.presentPassword}
          problem={problems.of("current_password")}
          value={current}
          onChange={typed(setCurrent)}
          autoComplete="current-password"
          required
        />
        <PasswordField
          label={messages.accounts.newPassword}
          help={messages.accounts.newPasswordHelp}
          problem={problems.of("password")}
          value={next}
          onChange={typed(setNext)}
          autoComplete="new-password"
          minLength={8}
          required
        />
      </SavingForm>
    </Card>
  );
}

type Saving = Pick<UseMutationResult<unknown, Error, void>, "isPending" | "mutate" | "reset">;

/** Who types on is not told any more what came of the last attempt. */
const typingAfter = (saving: Saving) => (set: (value: string) => void) => (value: string) => {
  saving.reset();
  set(value);
};

interface SavingFormProps {
  saving: Saving;
  /** Whether there is anything to save. */
  ready?: boolean;
  action: string;
  problem: string | null;
  /** What is said when it is saved. */
  saved: string | false;
  children: ReactNode;
}

function SavingForm({ saving, ready = true, action, problem, saved, children }: SavingFormProps) {
  const messages = useMessages();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !saving.isPending) {
      saving.mutate();
    }
  };
  return (
    <form onSubmit={onSubmit} className="max-w-md space-y-4">
      {children}
      {problem && <Notice>{problem}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" type="submit" disabled={!ready || saving.isPending}>
          {saving.isPending ? messages.accounts.saving : action}
        </Button>
        <p role="status" className="text-sm text-muted">
          {saved || ""}
        </p>
      </div>
    </form>
  );
}
