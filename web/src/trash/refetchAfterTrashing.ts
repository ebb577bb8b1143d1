import type { QueryClient } from "@tanstack/react-query";
import { keys, refetchLibrary } from "../service/library";

/** Fetches what is shown of the library and the trash again, open searches too: a photo has left them or come back. */
export async function refetchAfterTrashing(queries: QueryClient): Promise<void> {
  await Promise.all([
    refetchLibrary(queries).then(() => queries.invalidateQueries({ queryKey: keys.searches })),
    queries.invalidateQueries({ queryKey: keys.trash }),
  ]);
}
