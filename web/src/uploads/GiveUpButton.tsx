import { useState } from "react";
import { Button } from "../elements/Button";
import { useMessages } from "../messages/language";

/** Gives uploads up, after asking: an hour of sending is easily lost. */
export function GiveUpButton({ label, onGiveUp }: { label?: string; onGiveUp(): void }) {
  const messages = useMessages();
  const [asking, setAsking] = useState<boolean | null>(null);
  if (!asking) {
    return (
      // Who was asked finds the focus here again.
      <Button look="quiet" aria-label={label} autoFocus={asking === false} onClick={() => setAsking(true)}>
        {messages.uploads.giveUp}
      </Button>
    );
  }
  return (
    <fieldset
      className="flex w-full flex-wrap items-center gap-2 rounded-lg bg-sunken p-3 text-sm"
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          setAsking(false);
        }
      }}
    >
      <legend className="sr-only">{label ?? messages.uploads.giveUp}</legend>
      <p className="basis-full">{messages.uploads.giveUpText}</p>
      <Button
        look="danger"
        onClick={() => {
          setAsking(false);
          onGiveUp();
        }}
      >
        {messages.uploads.giveUp}
      </Button>
      <Button look="quiet" autoFocus onClick={() => setAsking(false)}>
        {messages.uploads.keep}
      </Button>
    </fieldset>
  );
}
