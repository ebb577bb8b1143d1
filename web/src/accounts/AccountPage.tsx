import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
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
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && !saving.isPending) {
      saving.mutate();
    }
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    saving.reset();
    set(value);
  };
  return (
    <Card title={messages.account.profile} text={messages.account.profileText(user.username)}>
      <form onSubmit={onSubmit} className="max-w-md space-y-4">
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
        {problems.general && <Notice>{problems.general}</Notice>}
        <Saved shown={saving.isSuccess && !changed} text={messages.accounts.saved}>
          <Button look="primary" type="submit" disabled={!changed || saving.isPending}>
            {saving.isPending ? messages.accounts.saving : messages.accounts.save}
          </Button>
        </Saved>
      </form>
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
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) {
      saving.mutate();
    }
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    saving.reset();
    set(value);
  };
  return (
    <Card title={messages.account.passwordTitle} text={messages.account.passwordText}>
      <form onSubmit={onSubmit} className="max-w-md space-y-4">
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
        {problems.general && <Notice>{problems.general}</Notice>}
        <Saved shown={saving.isSuccess && current === ""} text={messages.account.passwordChanged}>
          <Button look="primary" type="submit" disabled={saving.isPending}>
            {saving.isPending ? messages.accounts.saving : messages.account.change}
          </Button>
        </Saved>
      </form>
    </Card>
  );
}

function Saved({ shown, text, children }: { shown: boolean; text: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      {children}
      <p role="status" className="text-sm text-muted">
        {shown ? text : ""}
      </p>
    </div>
  );
}
