import { useId, useState } from "react";
import { Button } from "../elements/Button";
import { copyText } from "../elements/copyText";
import { QuestionDialog } from "../elements/QuestionDialog";
import { useMessages } from "../messages/language";
import type { Word } from "./unsavedWords";

/** Gives a person's words back, which could not be saved any more. */
export function KeptWords({ words, onClose }: { words: readonly Word[]; onClose(): void }) {
  const messages = useMessages();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const fields = (
    <div className="mt-4 space-y-4">
      {words.map(({ label, text }, index) => (
        <div key={label}>
          <label htmlFor={`${id}-${index}`} className="mb-1 block text-sm font-medium">
            {label}
          </label>
          <textarea
            id={`${id}-${index}`}
            readOnly
            value={text}
            rows={1}
            onFocus={(event) => event.target.select()}
            className="field field-sizing-content max-h-60"
          />
        </div>
      ))}
    </div>
  );
  return (
    <QuestionDialog
      title={messages.editor.keptTitle}
      text={messages.editor.keptText}
      form={fields}
      // It has to be answered: nobody else has these words.
      onCancel={() => undefined}
    >
      <Button look="quiet" onClick={onClose}>
        {messages.editor.keptClose}
      </Button>
      <Button
        look="primary"
        onClick={async () => setCopied(await copyText(words.map(({ text }) => text).join("\n\n")))}
      >
        {copied ? messages.common.copied : messages.common.copy}
      </Button>
    </QuestionDialog>
  );
}
