import { useMessages } from "../messages/language";
import { Button } from "./Button";
import { QuestionDialog } from "./QuestionDialog";

export interface ConfirmDialogProps {
  title: string;
  text: string | readonly string[];
  action: string;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, text, action, onConfirm, onCancel }: ConfirmDialogProps) {
  const messages = useMessages();
  return (
    <QuestionDialog title={title} text={text} onCancel={onCancel}>
      <Button look="quiet" onClick={onCancel}>
        {messages.common.cancel}
      </Button>
      <Button look="danger" onClick={onConfirm}>
        {action}
      </Button>
    </QuestionDialog>
  );
}
