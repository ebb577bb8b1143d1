import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { SignInProvider } from "./accounts/signIn";
import { ThemeProvider } from "./appearance/theme";
import { GalleryCursorProvider } from "./gallery/galleryCursor";
import { LanguageProvider } from "./messages/language";
import { fetchPagesWhenIdle, router } from "./router";
import type { AuthService } from "./service/AuthService";
import { PhotoServiceProvider } from "./service/library";
import type { PhotoService } from "./service/PhotoService";
import { ServiceFailure } from "./service/ServiceFailure";
import { UploadsProvider } from "./uploads/uploads";

const FRESH_MILLISECONDS = 60_000;
const KEPT_MILLISECONDS = 10 * 60_000;

function newQueryClient(): QueryClient {
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

export function App({ service, auth }: { service: PhotoService; auth: AuthService }) {
  const [queries] = useState(newQueryClient);
  useEffect(fetchPagesWhenIdle, []);
  useEffect(() => {
    let generation = service.connection.current().generation;
    return service.connection.subscribe(() => {
      const now = service.connection.current();
      if (now.generation !== generation) {
        generation = now.generation;
        void auth.phase.ask();
        void queries.invalidateQueries();
      }
    });
  }, [service, auth, queries]);
  return (
    <ThemeProvider>
      <LanguageProvider>
        <SignInProvider auth={auth}>
          <PhotoServiceProvider service={service}>
            <QueryClientProvider client={queries}>
              <GalleryCursorProvider>
                <UploadsProvider>
                  <RouterProvider router={router} />
                </UploadsProvider>
              </GalleryCursorProvider>
            </QueryClientProvider>
          </PhotoServiceProvider>
        </SignInProvider>
      </LanguageProvider>
    </ThemeProvider>
  );
}
