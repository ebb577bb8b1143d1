import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { PasswordField } from "../elements/PasswordField";
import { TextField } from "../elements/TextField";
import { useMessages } from "../messages/language";
import { useAuth } from "./signIn";

export interface SignInFormProps {
  name: string;
  /** Absent where the name stands fast. */
  onName?(name: string): void;
  /** What is said when the password is wrong. */
  wrong?: string;
}

/** Signs in. The page around it sees by the user that it worked. */
export function SignInForm({ name, onName, wrong }: SignInFormProps) {
  const messages = useMessages();
  const auth = useAuth();
  const [password, setPassword] = useState("");
  const signIn = useMutation({ mutationFn: () => auth.login(name.trim(), password) });
  const refused = signIn.isSuccess && signIn.data === null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) {
      signIn.mutate();
    }
  };
  return (
    <form onSubmit={onSubmit} className="mt-6 space-y-4">
      {onName ? (
        <TextField
          label={messages.accounts.name}
          value={name}
          onChange={(value) => {
            signIn.reset();
            onName(value);
          }}
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={255}
          required
        />
      ) : (
        // For the browser's keeper of passwords.
        <input type="text" autoComplete="username" value={name} readOnly hidden />
      )}
      <PasswordField
        label={messages.accounts.password}
        value={password}
        onChange={(value) => {
          signIn.reset();
          setPassword(value);
        }}
        autoComplete="current-password"
        required
      />
      {refused && <Notice>{wrong ?? messages.accounts.wrong}</Notice>}
      {signIn.error && <Notice>{explain(signIn.error, messages)}</Notice>}
      <Button look="primary" type="submit" disabled={signIn.isPending} className="min-h-11 w-full">
        {signIn.isPending ? messages.accounts.signingIn : messages.accounts.signIn}
      </Button>
    </form>
  );
}
