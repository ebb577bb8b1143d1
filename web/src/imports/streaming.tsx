import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { isUnfinished, jobsQuery, refetchLibrary, usePhotoService } from "../service/library";

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

/** Shows new photos also while the stream is broken: whenever the polled jobs have added some. */
export function useLibraryWithoutStream(): void {
  const queries = useQueryClient();
  const streaming = useContext(StreamingContext);
  const added = useJobs().data?.reduce((sum, job) => sum + job.added, 0);
  const known = useRef<number>(undefined);
  useEffect(() => {
    if (!streaming && added !== undefined && known.current !== undefined && added > known.current) {
      void refetchLibrary(queries);
    }
    known.current = added;
  }, [queries, streaming, added]);
}
