import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import { Accounts } from "../service/Accounts";
import type { AuthService, SignInState, User } from "../service/AuthService";
import type { Door } from "../service/Door";
import type { StandingNow } from "../service/ServerPhase";
import { type LibraryShown, personOf, type ShownLibrary } from "../service/ShownLibrary";
import { Transitions } from "../service/Transitions";

interface Rooms {
  readonly auth: AuthService;
  readonly accounts: Accounts;
  readonly transitions: Transitions;
  readonly shown: ShownLibrary;
}

interface SignInProviderProps {
  /** On behalf of who is signed in. */
  door: Door;
  auth: AuthService;
  shown: ShownLibrary;
  children: ReactNode;
}

const SignInContext = createContext<Rooms | null>(null);

/** Everything below knows who is signed in. */
export function SignInProvider({ door, auth, shown, children }: SignInProviderProps) {
  const [rooms] = useState<Rooms>(() => ({
    auth,
    shown,
    accounts: new Accounts(door),
    transitions: new Transitions(door),
  }));
  return <SignInContext value={rooms}>{children}</SignInContext>;
}

function useRooms(): Rooms {
  const rooms = useContext(SignInContext);
  if (!rooms) {
    throw new Error("SignInProvider is missing above this component");
  }
  return rooms;
}

export const useAuth = (): AuthService => useRooms().auth;

export const useAccounts = (): Accounts => useRooms().accounts;

export const useTransitions = (): Transitions => useRooms().transitions;

export function useSignIn(): SignInState {
  const { auth } = useRooms();
  return useSyncExternalStore(auth.subscribe, auth.current);
}

/** Who is signed in; null for nobody. */
export function useUser(): User | null {
  const state = useSignIn();
  return state.kind === "somebody" ? state.user : null;
}

/** Whose page this is, also while their sign-in has ended and they have not said how to go on; null for nobody. */
export function usePerson(): number | null {
  return personOf(useSignIn());
}

export const useShownLibrary = (): ShownLibrary => useRooms().shown;

/** Whose library the page shows. What holds something of it is to be mounted anew with each generation. */
export function useLibraryShown(): LibraryShown {
  const { shown } = useRooms();
  return useSyncExternalStore(shown.subscribe, shown.current);
}

/** The phase of the server, and how often the library has become another one. */
export function useStanding(): StandingNow {
  const { phase } = useRooms().auth;
  return useSyncExternalStore(phase.subscribe, phase.current);
}

export const nameOf = (user: { display_name: string | null; username: string }): string =>
  user.display_name || user.username;
