import { useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { DropdownMenu } from "radix-ui";
import { createPortal } from "react-dom";
import { PeopleIcon, PersonIcon, SignOutIcon } from "../elements/icons";
import { Toast, ToastButton } from "../elements/Toast";
import { useMessages } from "../messages/language";
import type { User } from "../service/AuthService";
import { returnPath } from "./returnPath";
import { nameOf, useAuth, useSignIn, useStanding } from "./signIn";

const item = "flex items-center gap-2 rounded-lg px-3 py-2 outline-none data-highlighted:bg-sunken";

/** Who is signed in and what they can do about it, or the way to sign in. Nothing where there is nothing to sign in to. */
export function UserMenu() {
  const { status } = useStanding();
  const signIn = useSignIn();
  if (!status?.sign_in_offered || signIn.kind === "starting") {
    return null;
  }
  return signIn.kind === "nobody" ? <LoginButton /> : <SignedInMenu user={signIn.user} />;
}

function LoginButton() {
  const messages = useMessages();
  const here = useLocation({ select: (location) => location.href });
  const to = returnPath(here);
  return (
    <Link
      to="/sign-in"
      search={to === "/" ? {} : { to }}
      aria-label={messages.accounts.signIn}
      title={messages.accounts.signIn}
      className="flex h-10 min-w-10 shrink-0 items-center justify-center gap-2 rounded-full px-2 hover:bg-sunken sm:px-3"
      activeProps={{ className: "bg-sunken" }}
    >
      <PersonIcon />
      <span className="hidden text-sm font-medium md:inline">{messages.accounts.signIn}</span>
    </Link>
  );
}

function SignedInMenu({ user }: { user: User }) {
  const messages = useMessages();
  const auth = useAuth();
  const name = nameOf(user);
  const signOut = useMutation({ mutationFn: () => auth.logout() });
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={messages.accounts.menu(name)}
        title={name}
        className="grid size-10 shrink-0 place-items-center rounded-full hover:bg-sunken data-[state=open]:bg-sunken"
      >
        <span
          aria-hidden="true"
          className="grid size-8 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-ink uppercase"
        >
          {[...name][0]}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-w-80 min-w-60 rounded-xl border border-line bg-raised p-1.5 shadow-xl"
      >
        <DropdownMenu.Label className="px-3 pt-2 pb-2">
          <span className="block font-semibold break-words">{name}</span>
          <span className="block text-sm break-all text-muted">{user.email}</span>
        </DropdownMenu.Label>
        <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
        <DropdownMenu.Item asChild>
          <Link to="/account" className={item}>
            <PersonIcon />
            {messages.account.title}
          </Link>
        </DropdownMenu.Item>
        {user.role === "admin" && (
          <DropdownMenu.Item asChild>
            <Link to="/people" className={item}>
              <PeopleIcon />
              {messages.people.title}
            </Link>
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
        <DropdownMenu.Item className={`${item} cursor-pointer`} onSelect={() => signOut.mutate()}>
          <SignOutIcon />
          {messages.accounts.signOut}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
      {signOut.isError &&
        createPortal(
          <div role="alert" className="fixed inset-x-0 bottom-0 z-50 flex justify-center p-3 pb-16">
            <Toast action={<ToastButton onClick={signOut.reset}>{messages.phases.close}</ToastButton>}>
              {messages.accounts.signOutFailed}
            </Toast>
          </div>,
          document.body,
        )}
    </DropdownMenu.Root>
  );
}
