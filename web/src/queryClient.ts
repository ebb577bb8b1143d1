import { QueryClient } from "@tanstack/react-query";
import { ServiceFailure } from "./service/ServiceFailure";

const FRESH_MILLISECONDS = 60_000;
const KEPT_MILLISECONDS = 10 * 60_000;

/** What keeps the server's answers for the whole page. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MILLISECONDS,
        gcTime: KEPT_MILLISECONDS,
        // The server is often in the same house: it is there also when the internet is not.
        networkMode: "always",
        refetchOnWindowFocus: false,
        retry: (count, failure) => count < 2 && failure instanceof ServiceFailure && failure.passing,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
