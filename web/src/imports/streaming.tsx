import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { isUnfinished, jobsQuery, usePhotoService } from "../service/library";

const StreamingContext = createContext(false);

/** Tells everything below whether the server's stream of changes is open. */
export function StreamingProvider({ open, children }: { open: boolean; children: ReactNode }) {
  return <StreamingContext value={open}>{children}</StreamingContext>;
}

/** While the stream is broken, progress is asked for so often instead. */
const POLL_MILLISECONDS = 2_000;

/** The newest jobs, as live as the connection allows. */
export function useJobs() {
  const service = usePhotoService();
  const streaming = useContext(StreamingContext);
  return useQuery({
    ...jobsQuery(service),
    refetchInterval: (query) =>
      !streaming && (query.state.data?.some(isUnfinished) ?? false) ? POLL_MILLISECONDS : false,
  });
}
