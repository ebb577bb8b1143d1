import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import { Accounts } from "../service/Accounts";
import type { AuthService, SignInState, User } from "../service/AuthService";
import { Door } from "../service/Door";
import type { StandingNow } from "../service/ServerPhase";

interface Rooms {
  readonly auth: AuthService;
  readonly accounts: Accounts;
}

const SignInContext = createContext<Rooms | null>(null);

/** Everything below knows who is signed in. */
export function SignInProvider({ auth, children }: { auth: AuthService; children: ReactNode }) {
  const [rooms] = useState<Rooms>(() => ({ auth, accounts: new Accounts(new Door("", auth.send)) }));
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

export function useSignIn(): SignInState {
  const { auth } = useRooms();
  return useSyncExternalStore(auth.subscribe, auth.current);
}

/** Who is signed in; null for nobody. */
export function useUser(): User | null {
  const state = useSignIn();
  return state.kind === "somebody" ? state.user : null;
}

/** The phase of the server, and how often the library has become another one. */
export function useStanding(): StandingNow {
  const { phase } = useRooms().auth;
  return useSyncExternalStore(phase.subscribe, phase.current);
}

export const nameOf = (user: { display_name: string | null; username: string }): string =>
  user.display_name || user.username;
