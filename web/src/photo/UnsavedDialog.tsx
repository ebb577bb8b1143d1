import { useEffect, useId, useRef } from "react";
import { Button } from "../elements/Button";
import { useMessages } from "../messages/language";

export interface UnsavedDialogProps {
  saving: boolean;
  onSave(): void;
  onDiscard(): void;
  onStay(): void;
}

/** Asks what to do with unsaved text before it would be left behind. */
export function UnsavedDialog({ saving, onSave, onDiscard, onStay }: UnsavedDialogProps) {
  const messages = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onStay();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-2xl border border-line bg-raised p-6 text-ink shadow-2xl backdrop:bg-black/50"
    >
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {messages.editor.leaveTitle}
      </h2>
      <p id={`${id}-text`} className="mt-2 text-muted">
        {messages.editor.leaveText}
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onStay}>
          {messages.editor.stay}
        </Button>
        <Button look="danger" onClick={onDiscard}>
          {messages.editor.discard}
        </Button>
        <Button look="primary" onClick={onSave} disabled={saving}>
          {saving ? messages.editor.saving : messages.editor.saveAndGo}
        </Button>
      </div>
    </dialog>
  );
}
