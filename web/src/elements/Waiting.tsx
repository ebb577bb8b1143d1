import { useEffect, useState } from "react";
import { useMessages } from "../messages/language";

const SILENT_MILLISECONDS = 400;

/** Says that something is on its way, but only when it takes long enough to be noticed. */
export function Waiting() {
  const messages = useMessages();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SILENT_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="p-8 text-center text-muted">
      {shown ? messages.common.loading : ""}
    </p>
  );
}
