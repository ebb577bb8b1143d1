import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { SignInProvider } from "./accounts/signIn";
import { ThemeProvider } from "./appearance/theme";
import { GalleryCursorProvider } from "./gallery/galleryCursor";
import { LanguageProvider } from "./messages/language";
import { UnsavedWordsProvider } from "./photo/unsavedWords";
import { fetchPagesWhenIdle, router } from "./router";
import type { AuthService } from "./service/AuthService";
import type { Door } from "./service/Door";
import { PhotoServiceProvider } from "./service/library";
import type { PhotoService } from "./service/PhotoService";
import type { ShownLibrary } from "./service/ShownLibrary";
import { UploadsProvider } from "./uploads/uploads";

interface AppProps {
  door: Door;
  service: PhotoService;
  auth: AuthService;
  shown: ShownLibrary;
  queries: QueryClient;
}

export function App({ door, service, auth, shown, queries }: AppProps) {
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
        <SignInProvider door={door} auth={auth} shown={shown}>
          <PhotoServiceProvider service={service}>
            <QueryClientProvider client={queries}>
              <GalleryCursorProvider>
                <UploadsProvider>
                  <UnsavedWordsProvider>
                    <RouterProvider router={router} />
                  </UnsavedWordsProvider>
                </UploadsProvider>
              </GalleryCursorProvider>
            </QueryClientProvider>
          </PhotoServiceProvider>
        </SignInProvider>
      </LanguageProvider>
    </ThemeProvider>
  );
}
