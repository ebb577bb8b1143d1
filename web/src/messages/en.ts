type Write = (value: number) => string;

interface PhotoLabel {
  title: string | null;
  /** Day and time, written out. */
  taken: string | null;
  /** 0 when there is none. */
  rating: number;
  raw: boolean;
}

/** Every text that the client shows, in English. The other languages have exactly the same keys. */
export const en = {
  common: {
    loading: "Loading …",
    tryAgain: "Try again",
    copy: "Copy",
    copied: "Copied",
    cancel: "Cancel",
  },

  shell: {
    home: "ImaLink, to the timeline",
    imports: "Imports",
    settings: "Trash, language and appearance",
    trash: "Trash",
    appearance: "Appearance",
    language: "Language",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    skip: "Skip to the content",
    unreachable: "The server does not answer. Trying again …",
    notFound: "There is nothing here",
    notFoundText: "The address is not one of this library.",
    fault: "Something in this page failed",
    faultText: "Your photos on the server are not touched by it. Try again, or load the page anew.",
    reload: "Load the page anew",
  },

  failures: {
    unreachable: "The server does not answer. Check that it runs, then try again. Nothing of yours is lost.",
    unavailable:
      "The server is busy or has no space left. Wait a little, then try again. Nothing of yours is lost.",
    missing: "It is no longer in the library.",
    unauthorised:
      "You are not signed in, or your sign-in has ended. Nothing was changed. Sign in, then try again.",
    forbidden: "You may not do this here.",
    libraryChanged:
      "The server has changed since this page was loaded, so nothing was written. Look at the page, then try again.",
    tooOften: (minutes: number) =>
      minutes === 1
        ? "Too many attempts. Wait a minute, then try again."
        : `Too many attempts. Wait ${minutes} minutes, then try again.`,
    refused: "The server did not accept this.",
    refusedBecause: (reason: string) => `The server did not accept this: ${reason}`,
    broken: "The server failed with this. Try again; if it happens again, the server’s log tells why.",
  },

  gallery: {
    title: "Photos",
    undated: "Without a date",
    photos: (count: number, write: Write) => (count === 1 ? "1 photo" : `${write(count)} photos`),
    photoLabel: ({ title, taken, rating, raw }: PhotoLabel) =>
      [
        title ?? "Photo",
        taken ? `taken ${taken}` : "without a date",
        rating === 1 ? "1 star" : rating > 1 ? `${rating} stars` : null,
        raw ? "RAW" : null,
      ]
        .filter((part) => part !== null)
        .join(", "),
    sectionFailed: "These photos could not be fetched.",
    scrubber: "Month",
  },

  photo: {
    label: "Photo",
    close: "Back to the photos",
    previous: "Previous photo",
    next: "Next photo",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    download: "Download the original",
    trash: "Move to the trash",
    details: "Details",
    closeDetails: "Close the details",
    position: (position: string, total: string) => `${position} of ${total}`,
    missing: "This photo is not in the library. It may have been removed.",
    toLibrary: "To all photos",
  },

  trash: {
    title: "Trash",
    explanation:
      "Photos stay here for 30 days before they are deleted for good. The original files on disk are never touched.",
    nothing: "The trash is empty.",
    daysLeft: (days: number) => (days === 1 ? "1 day left" : `${days} days left`),
    restore: "Restore",
    restorePhoto: (photo: string) => `Restore: ${photo}`,
    deletePhoto: (photo: string) => `Delete for good: ${photo}`,
    deleteForGood: "Delete for good",
    deleteTitle: "Delete this photo for good?",
    deleteText: "It cannot be undone. The original file on disk is not touched.",
    empty: "Empty the trash",
    emptyTitle: (photos: string) => `Delete ${photos} for good?`,
    emptyText: "It cannot be undone. The original files on disk are not touched.",
    more: "Show more",
    moved: "The photo is in the trash.",
    undo: "Undo",
    restored: "The photo is back.",
  },

  editor: {
    keptTitle: "What you wrote is not saved",
    keptText:
      "The server has changed, and this page shows another library now. Here are your words, to be copied and used again.",
    keptClose: "I do not need them",
    label: "Edit this photo",
    title: "Title",
    description: "Description",
    tags: "Tags",
    tagsHelp: "Press Enter after each tag.",
    removeTag: (tag: string) => `Remove the tag ${tag}`,
    tagProblems: {
      tooMany: (tag: string) => `A photo has at most 20 tags. Remove one to add “${tag}”.`,
      tooLong: (tag: string) => `“${tag.slice(0, 20)}…” is too long. A tag has at most 50 characters.`,
      characters: (tag: string) =>
        `“${tag}” will not do: use letters, digits, spaces, hyphens and underscores.`,
    },
    rating: "Rating",
    stars: (stars: number) => (stars === 1 ? "1 star" : `${stars} stars`),
    clearRating: "Clear",
    author: "Author",
    noAuthor: "Nobody yet",
    noAuthors: "Type a name of at least two letters to add an author.",
    clearAuthor: "Remove the author",
    createAuthor: (name: string) => `Add “${name}” as a new author`,
    unsaved: "Not saved yet",
    save: "Save",
    saving: "Saving …",
    saved: "Saved",
    discard: "Discard",
    leaveTitle: "Save your changes?",
    leaveText: "You have changed this photo and not saved it yet.",
    stay: "Keep editing",
    saveAndGo: "Save and go on",
  },

  details: {
    taken: "Taken",
    undated: "The date is not known",
    fromFileTime: "From the file’s own time; the photo does not tell when it was taken.",
    size: "Size",
    camera: "Camera",
    placeNames: "Where",
    lens: "Lens",
    exposure: "Exposure",
    place: "Place",
    opensMap: "(opens a map on the internet)",
    imported: "Imported",
    addedBy: "Added by",
    alsoAddedBy: "Also added by",
    sameTag: "More with the same tag",
    files: (count: number) => (count === 1 ? "File" : `${count} files`),
    places: "Where the file is",
    downloadFile: (name: string) => `Download ${name}`,
    noOriginal:
      "The server cannot open the original now. It may have been moved, or its disk is not connected.",
    exif: "All camera data",
  },

  contributors: {
    you: "you",
    gone: "somebody who has left",
    from: (name: string) => `From ${name}`,
  },

  search: {
    title: "Search",
    label: "Search photos",
    placeholder: "Search your photos",
    clear: "Clear the search",
    filters: "Narrow the search",
    rating: "Rating",
    atLeast: (stars: number) =>
      stars === 5 ? "5 stars" : stars === 1 ? "1 star or more" : `${stars} stars or more`,
    author: "Author",
    time: "Time",
    tag: "Tag",
    tags: "Tags",
    camera: "Camera",
    kind: "File type",
    unknownKind: "Another type",
    more: "More",
    withPlace: "With a place",
    withoutPlace: "Without a place",
    withRaw: "With RAW",
    withoutRaw: "Without RAW",
    session: "One import",
    remove: (condition: string) => `Remove the condition ${condition}`,
    suggestions: "Suggestions",
    found: (count: number, write: Write) => (count === 1 ? "1 photo" : `${write(count)} photos`),
    foundMore: (count: number, write: Write) => `The newest ${write(count)}; narrow the search for others`,
    start: "Type a word, or choose something here.",
    nothing: "No photo matches",
    nothingHelp:
      "The search looks at the beginnings of words in titles, descriptions, tags, file names, cameras and authors. Try fewer letters, or remove a condition.",
  },

  empty: {
    title: "Your library is empty",
    intro:
      "Show ImaLink a folder of photos. It reads them where they are; a minute later you browse them here.",
    ownTitle: "This library is yours",
    ownIntro: "It is your own, and empty. Photos that you add here go into it, and nobody else sees them.",
    ownShared: {
      scoped:
        "The photos that all shared are still there: you see them when you sign out. What you added to them stays among them.",
      active:
        "The photos that all shared are with the person the shared library was given to. What you added to them stays among them.",
    },
    ownFolder: "You may import folders of the computer that runs ImaLink.",
    fromHere: "From this page",
    fromHereText:
      "Choose a folder on the computer that runs ImaLink. You need the code that the server printed in its terminal when it started.",
    fromHereAction: "Import a folder",
    fromTerminal: "From the terminal",
    fromTerminalText: "On the computer that runs ImaLink, in the folder it was started from:",
    demo: "No photos at hand?",
    demoText: "Try a library of drawn pictures:",
    promise: "Your files stay yours: nothing is moved, renamed or changed in your folders.",
    importing: "The first photos appear here as soon as they are read. You can already look around.",
  },

  imports: {
    title: "Imports",
    none: "Nothing has been imported yet.",
    untitled: (id: number) => `Import ${id}`,
    states: { queued: "Waiting", running: "Running", done: "Done", failed: "Stopped" },
    progressLabel: "Progress of the import",
    counting: (found: string) => `Looking through the folders … ${found} files so far`,
    progress: (done: string, total: string) => `${done} of ${total} files`,
    outcomes: { added: "added", known: "already here", skipped: "skipped", failed: "failed" },
    stopped: (reason: string) => `The import stopped: ${reason}`,
    waits: (reason: string) => `The import is waiting and goes on by itself: ${reason}`,
    results: "File by file",
    resultsOf: (name: string) => `File by file: ${name}`,
    show: "Which files to show",
    filters: { all: "All", added: "Added", failed: "Failed", skipped: "Skipped", known: "Already here" },
    files: "Files that were not added",
    noFiles: "Nothing to tell here: the files were added, or had not changed since they were imported.",
    missing: "There is no such import.",
    form: "Import a folder",
    formText:
      "ImaLink reads photos where they are, on the computer that runs it. Nothing is moved or changed.",
    notGranted:
      "Folders of the computer that runs ImaLink come into your library only when you were given that right. Ask the person who looks after this server, or upload photos from this device.",
    folders: "Folder on the server",
    foldersHelp: "The whole path, one folder on each line.",
    titleField: "Name of this import (optional)",
    authorField: "Who took the photos? (optional)",
    code: "Operator’s code",
    codeHelp:
      "The server prints it in its terminal when it starts. It is also in the file operator.token in the data folder (usually ~/.imalink), and is new after each start.",
    codeWrong:
      "This is not the code of the running server. Look in its terminal or in the file operator.token in the data folder; the code is new after each start.",
    start: "Start the import",
    starting: "Starting …",
    started: "The import has begun. You see its progress in the list.",
    unknownReason: (outcome: string, code: string) => `${outcome} (${code})`,
    reasons: {
      new: "New in the library",
      unchanged: "Imported before and not changed since",
      same_content: "The same picture is in the library; this place of it was noted",
      hidden: "Hidden or system file",
      own_data: "The data folder of ImaLink itself",
      symbolic_link: "A link; links are not followed",
      special_file: "Not an ordinary file",
      not_a_photo: "Not a photo",
      video_not_yet: "A video; videos cannot be imported yet",
      keywords_left_out: "New in the library; some of its keywords cannot be tags and were left out",
      metadata_unread:
        "New in the library, but what the camera wrote could not be read; the next import tries again",
      metadata_still_unread: "What the camera wrote could still not be read; the next import tries again",
      metadata_read: "What the camera wrote could be read now",
      sidecar_taken: "What this file says of its photo was taken over",
      sidecar_alone: "This file belongs to no photo of the library, or to several of the same name",
      sidecar_kept_out: "You have edited the photo since; what this file says was left out",
      sidecar_unknown: "A companion file of a photo; of these only XMP is read",
      needs_libvips: "HEIC, AVIF or JPEG XL: install libvips on the server, then import again",
      needs_exiftool: "A RAW file that only ExifTool can read: install it on the server, then import again",
      in_trash: "In the trash; import this folder by itself to bring it back",
      out_of_trash: "Was in the trash and is back",
      removed: "Deleted from the library before; import this folder by itself to bring it back",
      root_gone: "Nothing known is in this folder; is its disk connected? No photo was marked as missing",
      not_found: "The file or folder is gone",
      unreadable: "The server may not read this; check its permissions",
      changing: "The file was being written; import again when it is complete",
      empty: "The file is empty",
      wrong_content: "Named like a photo, but the content is something else",
      truncated: "The file is cut off; copy it again from where it came",
      damaged: "The file is damaged; copy it again from where it came",
      too_large: "The picture is larger than the server takes",
      no_preview: "The RAW file has no preview inside that is large enough to be shown",
      timeout: "Reading the picture took too long",
      unsupported: "A kind of picture that cannot be shown",
    },
  },

  uploads: {
    title: "Uploads",
    choose: "Upload photos",
    dropTitle: "Drop to upload",
    dropText:
      "Photos and whole folders are copied to the server and imported. Your own files stay as they are.",
    fromDevice: "From this device",
    fromDeviceText: "Choose photos that are here, or drop photos and folders anywhere on this page.",
    sending: (sent: string, all: string) => `Uploading: ${sent} of ${all} files`,
    sendingShort: "Uploading",
    bytes: (sent: string, all: string) => `${sent} of ${all}`,
    progressLabel: "Progress of the upload",
    paused: "Paused",
    connectionBroke: "The connection broke. The upload goes on by itself, where it was.",
    serverBusy: "The server is busy or has no space left. The upload goes on by itself.",
    importing: "All is sent. The photos are being imported.",
    finished: "The upload is finished",
    refused: (count: number, write: Write) =>
      count === 1 ? "1 file was not sent" : `${write(count)} files were not sent`,
    unfinished: "An upload is not finished",
    needsFiles: (count: number, write: Write) =>
      count === 1
        ? "1 file is missing from an unfinished upload. Choose or drop it again, and the upload goes on where it was."
        : `${write(count)} files are missing from an unfinished upload. Choose or drop the same files again, and it goes on where it was.`,
    stopped: (reason: string) => `The upload stopped. ${reason}`,
    importTitle: (moment: string) => `Uploaded ${moment}`,
    pause: "Pause",
    resume: "Go on",
    giveUp: "Give up",
    giveUpOne: (name: string) => `Give up: ${name}`,
    giveUpText: "What the server has of it is deleted. Your own files stay.",
    keep: "Keep it",
    details: "File by file",
    close: "Close",
    andMore: (first: string, more: string) => `${first} and ${more} more`,
    filesOf: (name: string) => `The files of ${name}`,
    fates: {
      waiting: "Waiting",
      sent: "Sent",
      chooseAgain: "Choose this file again",
      notReached: "Sent; the import did not come to it",
    },
    problems: {
      empty: "The file is empty",
      tooLarge: "Larger than 1 GB, which is the most that the server takes",
      hidden: "Hidden or system file",
      unreadable: "The browser can no longer read it; choose it again",
      lost: "The server no longer has what was sent of it; choose it again",
    },
  },

  accounts: {
    signIn: "Sign in",
    signingIn: "Signing in …",
    signOut: "Sign out",
    menu: (name: string) => `Signed in as ${name}: account and sign-out`,
    administrator: "Looks after this server",
    name: "Username or e-mail",
    username: "Username",
    usernameHelp: "3 to 50 letters, digits, dots, hyphens or underscores. It cannot be changed later.",
    email: "E-mail",
    displayName: "Name that others see (optional)",
    password: "Password",
    newPassword: "New password",
    newPasswordHelp: "At least 8 characters; a whole sentence is easy to remember.",
    presentPassword: "Present password",
    showPassword: "Show the password",
    hidePassword: "Hide the password",
    wrong: "The name or the password is wrong. Try again; capital letters count in the password.",
    forgotten: "Forgotten the password?",
    noAccount: "No account yet?",
    haveAccount: "Have an account already?",
    register: "Make an account",
    registering: "Making the account …",
    registerText: "For you alone: everyone has an account of their own.",
    invited: "You are invited. Choose a name and a password, and you are in.",
    code: "Invitation code",
    codeHelp: "From the person who looks after this server.",
    closedTitle: "New accounts are not open here",
    closedText:
      "Ask the person who looks after this server. They can make an account for you, or open for invitations.",
    invitationText:
      "To make an account here you need an invitation from the person who looks after this server.",
    notOffered: "This server has no accounts",
    notOfferedText: "There is nothing to sign in to: everybody who reaches the server uses the same library.",
    toLibrary: "To the photos",
    signInRequired: "Photos on this server are seen only after signing in.",
    signInFirst: "Sign in to see this page.",
    adminsOnly: "This page is for those who look after the server.",
    reset: "Choose a new password",
    resetText:
      "Ask the person who looks after this server for a code, and type it here. You are then signed out everywhere else.",
    resetCode: "Code",
    resetDone: "The password is the new one. Sign in with it now.",
    save: "Save",
    saving: "Saving …",
    saved: "Saved",
    endedTitle: "Your sign-in has ended",
    endedText: (name: string) =>
      `Sign in again as ${name} to go on. What you have typed on this page is still there.`,
    endedWrong: "That did not work. Check the password. If it is right, the account may have been closed.",
    goOn: "Go on without signing in",
    goOnFailed: "Go to the sign-in page",
    signedOutElsewhere: "You signed out in another tab.",
    signOutFailed: "You could not be signed out, because the server does not answer. Try again.",
    problems: {
      taken: "This username or e-mail is taken. Choose another, or sign in if it is yours.",
      common: "Very many people use this password, so it is easily guessed. Choose another.",
      shortPassword: "The password needs at least 8 characters.",
      username: "Use 3 to 50 letters, digits, dots, hyphens or underscores.",
      email: "This does not look like an e-mail address.",
      wrongPassword: "The password is wrong.",
      wrongCode:
        "This code does not work: it is mistyped, used already, withdrawn or too old. Ask for a new one.",
      lastAdmin: "Somebody has to look after the server. Make somebody else an administrator first.",
    },
  },

  account: {
    title: "Your account",
    profile: "About you",
    profileText: (name: string) => `Your username is ${name}.`,
    emailPassword: "A new e-mail asks for your password.",
    passwordTitle: "Password",
    passwordText: "A new password signs you out everywhere but here.",
    passwordChanged: "The password is the new one.",
    change: "Change the password",
    sessions: "Where you are signed in",
    sessionsText: "Something you do not know? End it, and change your password.",
    thisBrowser: "This browser",
    unknownClient: "An unknown program",
    clientOn: (browser: string, system: string) => `${browser} on ${system}`,
    lastUsed: (moment: string) => `Used ${moment}`,
    since: (moment: string) => `Signed in ${moment}`,
    end: "End",
    endOne: (client: string) => `End: ${client}`,
    endAll: "Sign out everywhere",
    endAllTitle: "Sign out everywhere?",
    endAllText: "Every browser and device is signed out at once, this one too.",
    giveUp: "Give the account up",
    giveUpText:
      "The account is closed and you are signed out everywhere. Your photos stay on the server; the person who looks after it decides about them, and can open the account again.",
    giveUpTitle: "Give your account up?",
    giveUpConfirm: "Type your password to confirm it.",
  },

  people: {
    title: "People",
    explanation: "Who has an account on this server. Looking after accounts shows you nobody’s password.",
    you: "You",
    administrator: "Administrator",
    disabled: "Disabled",
    never: "Has never signed in",
    lastSignIn: (moment: string) => `Last signed in ${moment}`,
    sessions: (count: number) => (count === 1 ? "signed in once now" : `signed in ${count} times now`),
    mayImport: "May import folders of the server",
    mayImportOf: (name: string) => `${name} may import folders of the server`,
    promote: "Make administrator",
    demote: "No longer administrator",
    promoteTitle: (name: string) => `Make ${name} an administrator?`,
    promoteText: "They can then look after all accounts and change who may use this server.",
    demoteTitle: (name: string) => `Is ${name} no longer to be an administrator?`,
    demoteText: "The account stays as it is otherwise.",
    disable: "Disable",
    enable: "Enable",
    disableTitle: (name: string) => `Disable ${name}?`,
    disableText:
      "They are signed out at once and cannot sign in. Nothing of theirs is deleted, and you can enable them again.",
    reset: "New password",
    resetTitle: (name: string) => `Let ${name} choose a new password?`,
    resetText:
      "Their old password stops working and they are signed out everywhere. You get a code to pass on.",
    resetAction: "Make a code",
    actionOf: (action: string, name: string) => `${action}: ${name}`,
    codeFor: (name: string) => `For ${name}`,
    codeOnce: "Pass this on now: it is shown this once only.",
    codeUntil: (moment: string) => `It works once, until ${moment}.`,
    link: "Link",
    code: "Code",
    hideCode: "I have passed it on",
    invite: "Invite somebody",
    inviteText: "You get a link to pass on; the server sends nothing by itself.",
    inviteEmail: "E-mail (optional)",
    inviteEmailHelp: "With it, you see in the list whom the invitation is for.",
    inviteRole: "As",
    roles: { member: "Member", admin: "Administrator" },
    inviteAction: "Make an invitation",
    invitations: "Open invitations",
    noInvitations: "No invitation is open.",
    anybody: "Anybody who has the link",
    expires: (moment: string) => `Until ${moment}`,
    withdraw: "Withdraw",
    withdrawn: "The invitation works no more.",
  },

  phases: {
    title: "Who sees the photos",
    intro:
      "One person’s library can become several people’s, step by step. Each step can be taken back, and nothing is lost on the way.",
    now: "Now",
    sentence: {
      single: {
        nobody: "Everyone who can reach this server can see and change these photos.",
        member: "Everyone who can reach this server can see and change these photos.",
        first: "Everyone who can reach this server can see and change these photos.",
      },
      foundation: {
        nobody: "Everyone who can reach this server can see and change these photos, signed in or not.",
        member: "You are signed in, but everyone who can reach this server can see and change these photos.",
        first: "You are signed in, but everyone who can reach this server can see and change these photos.",
      },
      dual: {
        nobody: "Everyone who can reach this server can see and change these photos, signed in or not.",
        member:
          "You are signed in, but everyone who can reach this server can see and change these photos, yours too.",
        first:
          "You are signed in, but everyone who can reach this server can see and change these photos, yours too.",
      },
      scoped: {
        nobody: "You are not signed in: everyone who can reach this server can see and change these photos.",
        member: "Only you can see these photos.",
        first:
          "This library is yours, but everyone who can reach this server can see and change these photos, without signing in.",
      },
      active: {
        nobody: "Nobody sees photos here without signing in.",
        member: "Only you can see these photos.",
        first: "Only you can see these photos.",
      },
    },
    names: {
      single: "One library, no accounts",
      foundation: "Accounts are prepared",
      dual: "Accounts, one shared library",
      scoped: "A library for each, the shared one open",
      active: "A library for each, sign-in required",
    },
    meanings: {
      single: "There is nothing to sign in to.",
      foundation: "People can make accounts and sign in. The photos do not know about it yet.",
      dual: "Signing in counts everywhere: it is noted who added which photo, and others who are signed in see it. All still share one library.",
      scoped:
        "Who signs in has a library of their own, empty at first. The shared one stays as it is, with all that was added to it.",
      active:
        "Nobody sees anything without signing in. The library that was shared belongs to the person it was given to.",
    },
    anonymous: "Without signing in",
    member: "Signed in",
    sees: {
      single: {
        anonymous: "Everyone who can reach the server sees and changes all photos.",
        member: "Not possible.",
      },
      foundation: {
        anonymous: "Everyone who can reach the server sees and changes all photos, as before.",
        member: "The same photos, and nothing more.",
      },
      dual: {
        anonymous: "Everyone who can reach the server sees and changes all photos, as before.",
        member: "The same photos. What one adds is seen by everyone, too.",
      },
      scoped: {
        anonymous: "Everyone who can reach the server sees and changes the shared library, as before.",
        member:
          "Each their own photos only, which nobody else sees. The person whom the shared library belongs to sees that one.",
      },
      active: {
        anonymous: "No photos at all.",
        member: "Each their own photos only, which nobody else sees.",
      },
    },
    changed: {
      single: "This server has no accounts now. Everyone who reaches it uses the same library.",
      foundation: "This server has accounts now. The photos are the same for everyone as before.",
      dual: "Signing in counts now. The photos are the same for everyone as before.",
      scoped: "Who signs in has a library of their own now. These photos are the same as before.",
      active: "Photos are seen only after signing in now. Yours are the same as before.",
    },
    closed: "Photos are seen only after signing in now.",
    opened: "The shared library is open again, without signing in.",
    ownNow:
      "You have a library of your own now: only you see what is in it. The shared photos are not in it.",
    putAway:
      "Everyone shares one library again. The photos of your own one are kept, and nobody sees them for the time being.",
    close: "Close",
    access: "Change it",
    accessText: {
      offered:
        "Whoever looks after the server can. Sign in as an administrator, or use a code from the computer that runs it.",
      none: "Whoever looks after the server can, with a code from the computer that runs it.",
    },
    codeKind: "Which code",
    codeKinds: { setup: "One-time code", operator: "Operator’s code" },
    codeHelp: {
      setup:
        "While there is no administrator, the server prints it in its terminal when it starts. It is also in the file setup.code in the data folder (usually ~/.imalink).",
      operator:
        "The server prints it in its terminal when it starts. It is also in the file operator.token in the data folder (usually ~/.imalink), and is new after each start.",
    },
    unlock: "Go on",
    wrongCode:
      "This code does not work. Look again on the computer that runs the server; codes change with each start.",
    notAdmin: "You are signed in, but not as an administrator.",
    advance: {
      foundation: "Prepare accounts",
      dual: "Let sign-ins count",
      scoped: "Give each a library",
      active: "Require signing in",
    },
    retreat: {
      single: "Back to no accounts",
      foundation: "Back to prepared accounts",
      dual: "Back to one shared library",
      scoped: "Open the shared library again",
    },
    advanceTitle: (phase: string) => `Go on to: ${phase}?`,
    retreatTitle: (phase: string) => `Go back to: ${phase}?`,
    advanceMore: {
      foundation: "It can be taken back at any time.",
      dual: "From then on it is noted who adds what, and others who are signed in see it. It can be taken back at any time.",
      scoped:
        "What members have added so far stays in the shared library. It can be taken back at any time, and nothing is lost.",
      active: "Whoever has no account is shut out. It can be taken back at any time, and nothing is lost.",
    },
    retreatMore: {
      single: "Nobody can sign in then. Accounts and sign-ins are kept for later, and nothing is deleted.",
      foundation: "Accounts and sign-ins stay. It is no longer noted who adds which photo.",
      dual: "Accounts and sign-ins stay.",
      scoped: "Everyone’s own library stays as it is.",
    },
    retreatPutsAway:
      "What people have in libraries of their own is put away: it is kept, nobody sees it, and it comes back unchanged with the step forward.",
    claimTitle: "Make this library yours",
    claimText:
      "The photos that are here belong to nobody’s account yet. Give that person a name and a password: they look after the server then. No photo moves.",
    claim: "Make it mine",
    firstAdmin: "Make another administrator’s account instead",
  },

  console: {
    title: "The way to libraries of their own",
    intro: "Three steps. The first two only look, and change nothing.",
    people: (count: number) => (count === 1 ? "1 account" : `${count} accounts`),
    wish: "The file multiuser.json says something else",
    rowSecurity: {
      on: "A second wall is up: PostgreSQL itself keeps each request to the library of the person it is for.",
      waiting: "A second wall in PostgreSQL itself comes up when everyone gets a library of their own.",
      one_role:
        "There is no second wall in PostgreSQL itself, because one role owns the tables and serves requests. IMALINK_DATABASE_OWNER_URL makes it two.",
      owning_role:
        "There is no second wall in PostgreSQL itself, because the role that requests come through owns the tables. Give it a role of its own.",
      exempt_role:
        "There is no second wall in PostgreSQL itself, because the role that requests come through is a superuser or has BYPASSRLS. Give it a plain role.",
    },
    phases: "All phases",
    phasesText: "Each step can also be taken by itself.",
    step: (number: string) => `Step ${number}`,
    ready: "Done",
    codeEnded:
      "Your code does not work any more: the server was started anew, or an administrator looks after it now. Sign in as an administrator, or use another code.",

    look: {
      title: "Look",
      text: "Looks through the whole library and says whether anything stands in the way.",
      action: "Look now",
      again: "Look again",
      running: "Looking through the library. This takes a while for very many photos …",
      clear: "Nothing stands in the way.",
      stopped: "Something stands in the way. What to do about it:",
      claimTitle: "Make the library somebody’s",
      claimFirst:
        "Before that there have to be accounts. Nobody sees anything else by it, and it can be taken back.",
    },
    weights: { stops: "Stands in the way", warns: "Worth a look", tells: "Good to know" },
    findings: {
      fileWish: "The file multiuser.json on the server asks for something else:",
      fileWishRemedy:
        "Settle that first. What is decided here would be undone or asked for again by that file.",
      noRoom: (needed: string, free: string) =>
        `A backup and a rehearsal may need ${needed} beside the database, and only ${free} are free.`,
      noRoomRemedy: "Make room on the server’s disk, or delete backups that nobody needs.",
      reachable: "Other devices can reach this server, and people will send it their passwords.",
      reachableRemedy:
        "See to it that it is reached by an address that begins with https only; docs/security.md tells how.",
      noAdmin: "Nobody looks after the accounts yet.",
      noAdminRemedy: "Make this library somebody’s, here below: that person becomes the administrator.",
      unclaimed: "The photos that are here belong to nobody who can sign in. Nobody could see them any more.",
      unclaimedRemedy: "Make this library somebody’s, here below. No photo moves.",
      contributions: (name: string, photos: string) => `${name} added ${photos} to the shared library.`,
      contributionsRemedy: "They stay in the shared library, with whom it belongs to.",
      imports: (count: string) => `Imports that are not done yet: ${count}.`,
      importsRemedy: "They go on, into the library that they began with.",
      losses: (count: string) =>
        `Something in the library is lost or damaged. Findings: ${count}. The first:`,
      lossesRemedy:
        "See what it is, and what to do, with this command on the computer that runs the server: imalink check",
    },

    rehearse: {
      title: "Rehearse",
      text: "Tries the whole way on a copy: there, back, and there once more, with a power cut in the middle. Your library is only read.",
      action: "Rehearse now",
      again: "Rehearse again",
      none: "Nobody has rehearsed here yet.",
      passed: "The rehearsal passed: everything came back exactly as it was.",
      failed: "The rehearsal did not pass. Do not go on before somebody has looked at this:",
      stale: "It was of the server as it was before. Rehearse once more before you switch it on.",
      at: (moment: string, duration: string) => `${moment}, in ${duration}`,
      differences: "What did not come back as it was",
      difference: (table: string, row: string, owner: string) => `${table}, row ${row}, of user ${owner}`,
      kinds: { changed: "changed", missing: "missing", added: "added" },
      more: (count: string) => `And ${count} more.`,
      reads: (count: string) => `${count} answers of the server were compared: all the same.`,
      readsDiffer: (count: string, of: string) => `${count} of ${of} answers of the server were others:`,
      slower: (count: string) => `${count} answers took more than twice as long as before:`,
      steps: "What was tried",
      waits: (write: string, read: string) =>
        `who saved something waited ${write} at most, who looked at something ${read}`,
      notes: {
        notActive: "Requiring to sign in was not tried: there is no administrator yet.",
        killed: "The power cut came in the middle, and everything went on properly afterwards.",
      },
      forecast: "How it will be for your library",
      takes: "It takes about",
      writes: "Who saves something meanwhile waits at most",
      looks: "Who looks at photos meanwhile waits at most",
      space: "Space it needs, with the backup",
    },

    activate: {
      title: "Switch it on",
      text: "Makes a backup, gives every photo its owner, proves that nothing else has changed, and then requires signing in. Everyone goes on meanwhile.",
      action: "Switch it on",
      notYet: "The button comes here when nothing stands in the way and the rehearsal has passed.",
      confirmTitle: "Give each a library, and require signing in?",
      confirm: (duration: string, wait: string) =>
        `It takes about ${duration}; who saves something meanwhile waits ${wait} at most.`,
      confirmMore:
        "What members have added so far stays in the shared library. Whoever has no account is shut out. It can be taken back at any moment, and nothing is lost.",
    },

    proof: {
      title: "It is on",
      text: "Every row was held against what it was before: nothing is missing, and nothing has changed.",
      given: "Photos were given owners",
      took: "It took",
      held: "Who saved something meanwhile waited at most",
      forecast: (value: string) => `the rehearsal said ${value}`,
      anonymous: "Without signing in now",
      member: "Signed in now",
    },

    verify: {
      title: "Is everything there?",
      text: "Looks at every row by other means than those that move them. Your library is only read, and everyone goes on meanwhile.",
      ways: {
        alone: {
          title: "The library by itself",
          text: "Is the database sound, does everything belong to somebody, and to the same one as its photo, and is every preview there?",
          action: "Look at every row",
        },
        latest: {
          title: "Against the latest backup",
          text: "Is every row of the backup still there, unchanged, and whose it was? What people have done since is told apart from what got lost.",
          action: "Compare with the backup",
        },
      },
      found: "What was found",
      sound: "The library is sound, and everything is there.",
      same: "Every row of the backup is there, or it is known why not.",
      alarming:
        "Not everything is as it should be. Keep your backups, and look at each alarm before you go on.",
      rows: "Rows of the backup that were compared",
      alarms: "Alarms: nothing tells why",
      accounted: "Different, and it is known why",
      alarm: "Alarm",
      explained: "Explained",
      database: "The database",
      row: (table: string, row: string) => (row === "" ? table : `${table}, row ${row}`),
      of: (place: string, owner: string) => `${place}, of user ${owner}`,
      kinds: {
        unsound: "not as it should be",
        missing: "missing",
        changed: "changed",
        other_owner: "somebody else’s now",
        added: "added",
        twice: "there twice",
      },
      others: (count: string) => `${count} more`,
      more: (count: string) =>
        `And ${count} more. All of them are listed by this command on the computer that runs the server: imalink multiuser verify`,
    },

    lower: {
      title: "For an older ImaLink",
      text: "Only for going back to a version that knows no accounts, or no libraries of people’s own. To go back a step on this page, it is never needed.",
      levels: {
        1: {
          title: "Without libraries of people’s own",
          text: "Takes the owner off every photo. What everybody but the first person has is put away in the database.",
          action: "Take the owners out",
          question: "Take the owners out of the database?",
          givenUp: [
            "What is given up: what others have in libraries of their own is put away where nobody reaches it, until the server goes forward again.",
            "The next step to libraries of people’s own takes its time again, because every row is given its owner and proved anew.",
          ],
        },
        0: {
          title: "Without accounts",
          text: "Puts away the accounts too, and who added which photo.",
          action: "Take the accounts out too",
          question: "Take the accounts out of the database too?",
          givenUp: [
            "What is given up: accounts, passwords, sign-ins and who added which photo are put away where nobody reaches them, with what others have in libraries of their own.",
            "Nobody can sign in until the server goes forward again. Then every row is given its owner and proved anew.",
          ],
        },
      },
      backFirst: (phase: string) => `First go back to: ${phase}.`,
      stays:
        "What stays: every photo of the shared library, as it is now. A backup is made first, every row is proved, nothing is deleted, and all that is put away comes back unchanged with the way forward.",
    },

    run: {
      titles: {
        advance: "The server is on its way",
        activate: "The server is being switched over",
        rehearse: "The rehearsal is going on",
        down: "The database is being made ready for an older ImaLink",
        verify: "Every row is being looked at",
        other: "The server is busy with something",
      },
      text: {
        advance: "Everyone goes on meanwhile. You may close this page; the server goes on by itself.",
        activate: "Everyone goes on meanwhile. You may close this page; the server goes on by itself.",
        rehearse:
          "On a copy; your library is only read. You may close this page; the server goes on by itself.",
        down: "Everyone goes on meanwhile. You may close this page; the server goes on by itself.",
        verify: "Your library is only read. You may close this page; the server goes on by itself.",
        other: "Everyone goes on meanwhile. You may close this page; the server goes on by itself.",
      },
      stop: "Stop it",
      stopping: "Stopping …",
      unreachable: "The server does not answer. It is asked again until it does …",
      at: (stage: string, percent: string) => `${stage}: ${percent}`,
    },
    stages: {
      beginning: "Beginning",
      copying: "Copying the database",
      backup: "Checking the backup",
      checking: "Checking the database",
      owners: "Seeing whose each row is",
      coldpreviews: "Looking at large previews",
      hotpreviews: "Looking at small previews",
      originals: "Looking at the originals",
      search: "Checking the search",
      tables: "Changing the tables",
      indexes: "Making indexes",
      comparing: "Comparing every row with what it was",
      readingCopy: "Reading the copy",
      starting: "Starting a server on the copy",
      asking: "Asking for what people look at",
      askingAgain: "Asking for the same again",
      rows: "Looking at every row",
      takingOwners: "Taking the owners away again",
      killing: "Going forward until the power cut",
      afterKill: "Starting again after the power cut",
      going: (phase: string) => `On the way to: ${phase}`,
      back: (phase: string) => `On the way back to: ${phase}`,
    },

    outcome: {
      moved: (phase: string) => `Done. The server is here now: ${phase}.`,
      back: (phase: string) => `Gone back; nothing is lost. The server is here now: ${phase}.`,
      activated: "It is on: everyone has a library of their own, and nobody sees photos without signing in.",
      passed: "The rehearsal is done, and passed.",
      failed: "The rehearsal is done, and did not pass.",
      claimed: "The library has its person, who looks after the server.",
      stopped: "It was stopped. Nothing is lost.",
      sound: "Every row was looked at, and everything is there.",
      unsound:
        "Every row was looked at, and not everything is as it should be. What was found stands further down.",
      done: "Done.",
      lowered:
        "Done, and nothing is deleted: what was taken out is put away in the database, and comes back with the way forward.",
      refused: "It did not end well.",
      refusedAt: (moment: string) => `The last attempt (${moment}) did not end well.`,
      lost: "The server was started anew in the middle of it. Nothing is lost: look where it is now, and begin again.",
    },

    refusals: {
      busy: "Something else is going on, and has to be done first. Going back does not have to wait.",
      stopped: "It was stopped before it was done. Nothing is lost.",
      server_fault:
        "It failed for a reason that is the server’s; its log tells more. Nothing is lost: try again.",
      unavailable:
        "The database could not serve: its disk is full, or it is busy or gone. Nothing is lost: see to that, and try again.",
      not_confirmed: "Nothing was changed, because it was not confirmed.",
      not_clear:
        "Something stands in the way, and nothing was changed. Look once more: the page tells what to do.",
      rehearsal_failed:
        "The rehearsal did not pass, and nothing was changed. Its report tells what was found.",
      rehearsal_not_held: "The rehearsal could not be held, and nothing was changed.",
      report_unreadable: (folder: string) =>
        `The newest report of a rehearsal in ${folder} cannot be read. Rehearse again.`,
      no_admin:
        "Nobody looks after the accounts yet. Make this library somebody’s first; nothing was changed.",
      unclaimed:
        "The photos that are here belong to nobody who can sign in, and nobody could see them any more. Make this library somebody’s first; nothing was changed.",
      phase_behind: (phase: string, to: string) =>
        `The server is here already: ${phase}. That is further than: ${to}.`,
      phase_ahead: (phase: string, to: string) =>
        `The server is here: ${phase}. That is not as far as: ${to}.`,
      phase_needs_level: (to: string) =>
        `First go back to: ${to}. Until then the server needs what would be taken out.`,
      moved_meanwhile: (phase: string) =>
        `The server went elsewhere meanwhile, and is here now: ${phase}. Begin again if it should be moved on.`,
      gone_back_meanwhile:
        "Somebody asked to go back meanwhile, so that the server was not moved on. Begin again if it should be.",
      owners_taken_meanwhile:
        "Somebody took the owners out of the database meanwhile, so that the server was not moved on. Begin again if it should be.",
      rows_differ: (count: string) =>
        `Not everything was the same afterwards, so that all of it was taken back. Rows that differed: ${count}. Compare with the backup before you go on, and please report it; the server’s log names each. The first:`,
      file_changed:
        "The file multiuser.json was changed at this very moment, so that the server was not. Try again.",
      file_unwritable:
        "The file multiuser.json on the server cannot be written, so that nothing was changed. Mend that, and try again.",
      no_room: (needed: string, free: string) =>
        `There is no room for a backup: it may need ${needed}, and only ${free} are free. Make room on the server’s disk, or delete backups that nobody needs.`,
      backup_failed: "The backup could not be made, and nothing was changed.",
      no_backup:
        "There is no backup yet. One is made by itself before photos are given owners. This command on the computer that runs the server makes one now: imalink backup create",
      unknown_backup: (name: string) => `There is no backup with the name ${name}.`,
      backup_of_other_engine:
        "The backup is of another kind of database than the one that is used now. Make a new one on the computer that runs the server: imalink backup create",
      backup_too_old: (name: string) =>
        `The backup ${name} is of an older version, and does not say enough to be compared. Make one now, for the next time, on the computer that runs the server: imalink backup create`,
    },

    wayBack: {
      title: "The way back",
      texts: {
        foundation: "Going back, everyone sees the same photos as now. Accounts are put away.",
        dual: "Going back, everyone sees the same photos as now. Accounts are put away.",
        scoped:
          "Going all the way back, everyone who can reach the server sees the shared library. What others have is put away, and nobody sees it.",
        active:
          "Going all the way back, everyone who can reach the server sees the shared library again. What others have is put away, and nobody sees it.",
      },
      one: "One step back",
      all: "All the way back",
      allTitle: "Go all the way back, at once?",
    },
  },
};

export type Messages = typeof en;
