import { useRef, useState } from "react";
import { useMessages } from "../messages/language";
import { IconButton } from "./Button";
import { copyText } from "./copyText";
import { CheckIcon, CopyIcon } from "./icons";

/** A text to be used elsewhere as it is, such as a command for the terminal, with a button that copies it. */
export function Command({ text, name }: { text: string; name?: string }) {
  const messages = useMessages();
  const [copied, setCopied] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const copy = async () => {
    setCopied(await copyText(text));
    button.current?.focus();
  };
  const does = copied ? messages.common.copied : messages.common.copy;
  return (
    <div className="mt-3 flex items-center gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-4">
      <code className="min-w-0 flex-1 overflow-x-auto py-1.5 text-sm whitespace-nowrap">{text}</code>
      <IconButton
        ref={button}
        label={name ? `${does}: ${name}` : does}
        onClick={() => void copy()}
        className="hover:bg-raised"
      >
        {copied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
    </div>
  );
}
