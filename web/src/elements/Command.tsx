import { useState } from "react";
import { useMessages } from "../messages/language";
import { IconButton } from "./Button";
import { CheckIcon, CopyIcon } from "./icons";

/** A command for the terminal, with a button that copies it where the browser allows that. */
export function Command({ text }: { text: string }) {
  const messages = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser said no; the text can still be marked and copied by hand.
      setCopied(false);
    }
  };
  return (
    <div className="mt-3 flex items-center gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-4">
      <code className="min-w-0 flex-1 overflow-x-auto py-1.5 text-sm whitespace-nowrap">{text}</code>
      {/* Pages that came without encryption from another machine have no clipboard. */}
      {"clipboard" in navigator && (
        <IconButton
          label={copied ? messages.common.copied : messages.common.copy}
          onClick={() => void copy()}
          className="hover:bg-raised"
        >
          {copied ? <CheckIcon /> : <CopyIcon />}
        </IconButton>
      )}
    </div>
  );
}
