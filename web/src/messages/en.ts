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
  },

  shell: {
    home: "ImaLink, to the timeline",
    imports: "Imports",
    settings: "Language and appearance",
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
    unauthorised: "The server asks for the operator’s code.",
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
    details: "Details",
    closeDetails: "Close the details",
    position: (position: string, total: string) => `${position} of ${total}`,
    missing: "This photo is not in the library. It may have been removed.",
    toLibrary: "To all photos",
  },

  editor: {
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
    sameTag: "More with the same tag",
    files: (count: number) => (count === 1 ? "File" : `${count} files`),
    places: "Where the file is",
    downloadFile: (name: string) => `Download ${name}`,
    noOriginal:
      "The server cannot open the original now. It may have been moved, or its disk is not connected.",
    exif: "All camera data",
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
      sidecar_taken: "What this file says of its photo was taken over",
      sidecar_alone: "This file belongs to no photo of the library, or to several of the same name",
      sidecar_kept_out: "You have edited the photo since; what this file says was left out",
      sidecar_unknown: "A companion file of a photo; of these only XMP is read",
      needs_libvips: "HEIC, AVIF or JPEG XL: install libvips on the server, then import again",
      needs_exiftool: "A RAW file that only ExifTool can read: install it on the server, then import again",
      removed: "Deleted from the library before; import this folder by itself to bring it back",
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
};

export type Messages = typeof en;
