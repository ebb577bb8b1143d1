import { Button } from "../elements/Button";
import { QuestionDialog } from "../elements/QuestionDialog";
import { useMessages } from "../messages/language";

export interface UnsavedDialogProps {
  saving: boolean;
  onSave(): void;
  onDiscard(): void;
  onStay(): void;
}

/** Asks what to do with unsaved text before it would be left behind. */
export function UnsavedDialog({ saving, onSave, onDiscard, onStay }: UnsavedDialogProps) {
  const { editor } = useMessages();
  return (
    <QuestionDialog title={editor.leaveTitle} text={editor.leaveText} onCancel={onStay}>
      <Button look="quiet" onClick={onStay}>
        {editor.stay}
      </Button>
      <Button look="danger" onClick={onDiscard}>
        {editor.discard}
      </Button>
      <Button look="primary" onClick={onSave} disabled={saving}>
        {saving ? editor.saving : editor.saveAndGo}
      </Button>
    </QuestionDialog>
  );
}
