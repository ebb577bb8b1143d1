import { useState } from "react";
import { useMessages } from "../messages/language";
import { IconButton } from "./Button";
import { EyeIcon } from "./icons";
import { TextField, type TextFieldProps } from "./TextField";

/** A field for a password, which can be looked at while one types. */
export function PasswordField(props: TextFieldProps & { autoComplete: "current-password" | "new-password" }) {
  const messages = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      maxLength={1024}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      end={
        <IconButton
          label={shown ? messages.accounts.hidePassword : messages.accounts.showPassword}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="!absolute inset-y-0 right-1 my-auto text-muted hover:bg-sunken"
        >
          <EyeIcon crossed={shown} />
        </IconButton>
      }
    />
  );
}
