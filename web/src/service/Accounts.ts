import type { components } from "../api/schema";
import type { User } from "./AuthService";
import type { Door } from "./Door";
import { askForTokens, type Granted } from "./tokens";

type Schemas = components["schemas"];
export type SignIn = Schemas["SignIn"];
export type Person = Schemas["UserListed"];
export type PersonChange = Schemas["UserPatch"];
export type People = Schemas["UserList"];
export type OpenInvitation = Schemas["InvitationListed"];
export type Invitation = Schemas["Invitation"];
export type GivenCode = Schemas["UserCode"];
export type Role = Schemas["Role"];

/** One's own account, and everybody's accounts for admins. */
export class Accounts {
  private readonly client;
  /** As the door's. */
  readonly ask;

  constructor(door: Door) {
    this.client = door.client;
    this.ask = door.ask;
  }

  /** Fields that are absent stay; a new e-mail asks for the password. */
  updateOwn(change: Schemas["OwnAccountUpdate"]): Promise<User> {
    return this.ask((signal) => this.client.PUT("/api/v1/users/me", { body: change, signal }));
  }

  /** @returns new tokens for this browser; every other sign-in has ended */
  changePassword(current: string, next: string): Promise<Granted> {
    const body = { current_password: current, new_password: next };
    return askForTokens(this, (signal) => this.client.POST("/api/v1/users/me/password", { body, signal }));
  }

  async giveUpOwn(password: string): Promise<void> {
    await this.ask((signal) => this.client.DELETE("/api/v1/users/me", { body: { password }, signal }));
  }

  async signIns(signal?: AbortSignal): Promise<SignIn[]> {
    const list = await this.ask((it) => this.client.GET("/api/v1/users/me/sessions", { signal: it }), signal);
    return list.sessions;
  }

  async endSignIn(id: number): Promise<void> {
    await this.ask((signal) =>
      this.client.DELETE("/api/v1/users/me/sessions/{id}", { params: { path: { id } }, signal }),
    );
  }

  async endAllSignIns(): Promise<void> {
    await this.ask((signal) => this.client.DELETE("/api/v1/users/me/sessions", { signal }));
  }

  people(signal?: AbortSignal): Promise<People> {
    return this.ask((it) => this.client.GET("/api/v1/users", { signal: it }), signal);
  }

  change(id: number, change: PersonChange): Promise<Person> {
    return this.ask((signal) =>
      this.client.PATCH("/api/v1/users/{id}", { params: { path: { id } }, body: change, signal }),
    );
  }

  /** A code with which somebody chooses a new password; it is told this once. */
  reset(id: number): Promise<GivenCode> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/users/{id}/reset", { params: { path: { id } }, signal }),
    );
  }

  /** A code with which somebody registers; it is told this once. */
  invite(invitation: Invitation): Promise<GivenCode> {
    return this.ask((signal) => this.client.POST("/api/v1/users", { body: invitation, signal }));
  }

  async withdraw(id: number): Promise<void> {
    await this.ask((signal) =>
      this.client.DELETE("/api/v1/users/invitations/{id}", { params: { path: { id } }, signal }),
    );
  }
}
