import type { components } from "../api/schema";
import type { User } from "./AuthService";
import type { Door } from "./Door";
import type { PhaseName } from "./ServerPhase";

type Schemas = components["schemas"];
export type Console = Schemas["MultiuserConsole"];
export type PhaseChange = Schemas["PhaseChange"];
export type Claim = Schemas["Claim"];
export type PreflightReport = Schemas["PreflightReport"];
export type PreflightFinding = Schemas["PreflightFinding"];
export type TransitionRun = Schemas["TransitionRun"];
export type TransitionReport = Schemas["TransitionReport"];
export type RehearsalReport = Schemas["RehearsalReport"];
export type LevelChange = Schemas["LevelChange"];
export type LibraryVerdict = Schemas["LibraryVerdict"];

/** What proves who looks after the server: an account that is signed in, or a code from the server's terminal. */
export type Proof =
  | { readonly kind: "account" }
  | { readonly kind: "setup" | "operator"; readonly code: string };

/** Preflight reads a whole library before it answers. */
const READING_MILLISECONDS = 15 * 60_000;

/** The phases of the server, for who looks after it: looking and trying first, the way forward, and the way back. */
export class Transitions {
  private readonly client;
  private readonly ask;

  constructor(door: Door) {
    this.client = door.client;
    this.ask = door.ask;
  }

  console(proof: Proof, signal?: AbortSignal): Promise<Console> {
    return this.ask(
      (it) => this.client.GET("/api/v1/multiuser/console", { headers: headersOf(proof), signal: it }),
      signal,
    );
  }

  preflight(proof: Proof, signal?: AbortSignal): Promise<PreflightReport> {
    return this.ask(
      (it) => this.client.GET("/api/v1/multiuser/preflight", { headers: headersOf(proof), signal: it }),
      signal,
      READING_MILLISECONDS,
    );
  }

  report(proof: Proof, signal?: AbortSignal): Promise<TransitionReport> {
    return this.ask(
      (it) => this.client.GET("/api/v1/multiuser/report", { headers: headersOf(proof), signal: it }),
      signal,
    );
  }

  /** The transition that goes on, or the last one; null where none was begun since the server started. */
  async run(proof: Proof, signal?: AbortSignal): Promise<TransitionRun | null> {
    const known = await this.ask(
      (it) => this.client.GET("/api/v1/multiuser/run", { headers: headersOf(proof), signal: it }),
      signal,
    );
    return known.run;
  }

  /** Has the transition that goes on stop at the next moment at which it can. */
  async stop(proof: Proof): Promise<TransitionRun | null> {
    const known = await this.ask((signal) =>
      this.client.DELETE("/api/v1/multiuser/run", { headers: headersOf(proof), signal }),
    );
    return known.run;
  }

  /** Begins to rehearse. */
  rehearse(proof: Proof): Promise<TransitionRun> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/rehearse", {
        body: { confirm: true },
        headers: headersOf(proof),
        signal,
      }),
    );
  }

  /** Begins to go all the way forward; the person has read who will see what. */
  activate(proof: Proof): Promise<TransitionRun> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/activate", {
        body: { confirm: true },
        headers: headersOf(proof),
        signal,
      }),
    );
  }

  /** Begins to go forward to a phase. */
  async advance(to: Exclude<PhaseName, "single">, proof: Proof): Promise<TransitionRun> {
    const begun = await this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/advance", {
        body: { to, wait: false },
        headers: headersOf(proof),
        signal,
      }),
    );
    // Which is how the server answers who does not wait.
    return begun as TransitionRun;
  }

  /**
   * Begins to look whether everybody's rows are there; nothing is written.
   *
   * @param against a backup that every row is held against, by name or `latest`; null for the library alone
   */
  verify(against: string | null, proof: Proof): Promise<TransitionRun> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/verify", {
        body: { confirm: true, against },
        headers: headersOf(proof),
        signal,
      }),
    );
  }

  /** Begins to take out of the database what it has above a level; the person has read what is put away by that. */
  async lower(level: 0 | 1, proof: Proof): Promise<TransitionRun> {
    const begun = await this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/down", {
        body: { to_level: level, wait: false },
        headers: headersOf(proof),
        signal,
      }),
    );
    // Which is how the server answers who does not wait.
    return begun as TransitionRun;
  }

  retreat(to: Exclude<PhaseName, "active">, proof: Proof): Promise<PhaseChange> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/retreat", { body: { to }, headers: headersOf(proof), signal }),
    );
  }

  /** Goes all the way back, at once; the person has read who will see what. */
  deactivate(proof: Proof): Promise<PhaseChange> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/deactivate", {
        body: { confirm: true },
        headers: headersOf(proof),
        signal,
      }),
    );
  }

  /** Makes the library of the single-user time an account's own. */
  claim(claim: Claim, proof: Proof): Promise<User> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/multiuser/claim", { body: claim, headers: headersOf(proof), signal }),
    );
  }
}

function headersOf(proof: Proof): Record<string, string> {
  switch (proof.kind) {
    case "account":
      return {};
    case "setup":
      return { "Imalink-Setup-Code": proof.code };
    case "operator":
      return { "Imalink-Operator": proof.code };
  }
}
