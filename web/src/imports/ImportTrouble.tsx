import { Notice } from "../elements/Notice";
import { useMessages } from "../messages/language";
import { isUnfinished } from "../service/library";
import type { Job } from "../service/PhotoService";

/** Why an import stopped, or what one that is not finished waits for. */
export function ImportTrouble({ job }: { job: Job }) {
  const messages = useMessages();
  if (!job.error) {
    return null;
  }
  return (
    <Notice>
      {isUnfinished(job) ? messages.imports.waits(job.error) : messages.imports.stopped(job.error)}
    </Notice>
  );
}
