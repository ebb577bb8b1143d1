import { describe, expect, test } from "vitest";
import type { Photo } from "../service/PhotoService";
import { draftAfterSave, draftOf, isChanged, patchOf, tagProblem, tagsIn, wordsOf } from "./photoDraft";

const photo: Photo = {
  hothash: "a".repeat(64),
  hotpreview: null,
  width: 4000,
  height: 3000,
  coldpreview_path: null,
  coldpreview_width: null,
  coldpreview_height: null,
  coldpreview_size: null,
  taken_at: null,
  gps_latitude: null,
  gps_longitude: null,
  title: "Hytta",
  description: null,
  tags: ["sommer", "sjø"],
  rating: 3,
  created_at: "2024-04-27T10:30:15",
  updated_at: "2024-04-27T10:30:15",
  author: { id: 1, name: "Kari" },
  author_id: 1,
  import_sessions: [],
  first_imported: null,
  last_imported: null,
  has_gps: false,
  has_raw_companion: false,
  primary_filename: "a.jpg",
  files: [],
};

describe("patchOf", () => {
  test("an untouched draft changes nothing", () => {
    expect(patchOf(photo, draftOf(photo))).toEqual({});
    expect(isChanged(photo, draftOf(photo))).toBe(false);
  });

  test("only what was changed is sent", () => {
    expect(patchOf(photo, { ...draftOf(photo), title: " Hytta i fjor " })).toEqual({ title: "Hytta i fjor" });
    expect(patchOf(photo, { ...draftOf(photo), rating: 5 })).toEqual({ rating: 5 });
  });

  test("what was emptied is cleared", () => {
    const draft = { title: "  ", description: "", tags: [], rating: null, authorId: null };
    expect(patchOf(photo, draft)).toEqual({ title: null, tags: [], rating: null, author_id: null });
  });

  test("a rating of no stars is not the same as none", () => {
    expect(patchOf(photo, { ...draftOf(photo), rating: 0 })).toEqual({ rating: 0 });
  });

  test("blanks around an unchanged text are no change", () => {
    expect(isChanged(photo, { ...draftOf(photo), title: "Hytta ", description: " " })).toBe(false);
  });

  test("tags in another order are a change", () => {
    expect(patchOf(photo, { ...draftOf(photo), tags: ["sjø", "sommer"] })).toEqual({
      tags: ["sjø", "sommer"],
    });
  });
});

describe("tags", () => {
  test("what is pasted is split at commas and line breaks", () => {
    expect(tagsIn(" sommer, på   tur;\n\nsjø ,")).toEqual(["sommer", "på tur", "sjø"]);
  });

  test("letters and digits of any script, blanks, hyphens and underscores are taken", () => {
    for (const tag of ["blåbær", "Café au lait", "2024", "x-y_z", "夏休み"]) {
      expect(tagProblem(tag, [])).toBeNull();
    }
  });

  test("everything else tells why not", () => {
    expect(tagProblem("a/b", [])).toBe("characters");
    expect(tagProblem("😀", [])).toBe("characters");
    expect(tagProblem("x".repeat(51), [])).toBe("tooLong");
    expect(tagProblem("Sjø", ["sjø"])).toBe("repeated");
    expect(
      tagProblem(
        "new",
        Array.from({ length: 20 }, (_, index) => `tag ${index}`),
      ),
    ).toBe("tooMany");
  });
});

describe("draftAfterSave", () => {
  const began = { ...draftOf(photo), title: "  Hytta vår " };
  const saved = { ...photo, title: "Hytta vår", tags: ["sommer", "sjø", "båt"] };

  test("without anything written meanwhile it is what the server has", () => {
    expect(draftAfterSave(began, began, saved)).toEqual(draftOf(saved));
  });

  test("what was written while the save was on its way is kept", () => {
    const now = { ...began, description: "Lang dag", tags: [...began.tags, "fjell"], rating: 5 };
    const after = draftAfterSave(began, now, saved);
    expect(after).toEqual({ ...now, title: "Hytta vår" });
    expect(isChanged(saved, after)).toBe(true);
  });
});

describe("wordsOf", () => {
  test("gives back what was written and nothing that was there before", () => {
    const draft = {
      ...draftOf(photo),
      description: "En lang historie",
      tags: [...photo.tags, "brygge"],
      rating: 5,
    };
    expect(wordsOf(patchOf(photo, draft), "måke, ")).toEqual([
      { field: "description", text: "En lang historie" },
      { field: "tags", text: "sommer, sjø, brygge, måke" },
    ]);
  });

  test("gives nothing back where nothing was written", () => {
    expect(wordsOf(patchOf(photo, draftOf(photo)), " ")).toEqual([]);
    expect(wordsOf(patchOf(photo, { ...draftOf(photo), title: "", rating: null }), "")).toEqual([]);
  });
});
