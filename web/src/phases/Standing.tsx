import { useMessages } from "../messages/language";
import { useWhoSees } from "./WhoSees";

/** Who sees the photos now, and that it can become otherwise. */
export function Standing() {
  const { phases } = useMessages();
  return (
    <>
      <p className="mt-3 text-lg text-pretty">{useWhoSees()}</p>
      <p className="mt-2 text-muted text-pretty">{phases.intro}</p>
    </>
  );
}
